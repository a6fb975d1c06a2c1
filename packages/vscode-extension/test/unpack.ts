import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzip } from './unzip.js';

/** Writes the extension in a `.vsix` into a folder. @returns the folder with its `package.json` */
export async function unpack(vsix: string, folder: string): Promise<string> {
  for (const [name, bytes] of unzip(await readFile(vsix))) {
    if (!name.startsWith('extension/') || name.endsWith('/')) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return join(folder, 'extension');
}
