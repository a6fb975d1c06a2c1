import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './command-error.js';
import { explainWriteError } from './file-errors.js';

export interface WriteOptions {
  /** Replace an existing file; without it an existing file is refused and left as it is. */
  readonly overwrite: boolean;
}

/** Temporary files of this process that have not been renamed yet. */
const unfinished = new Set<string>();

/**
 * Writes a whole file or nothing: into a temporary file beside it, flushed, then renamed. Missing
 * folders are made.
 *
 * @example
 * await writeOutputFile('out/painted.png', bytes, { overwrite: false });
 * @throws CommandError when the file exists and may not be replaced, and for a full disk, a missing
 * permission and the like; no temporary file stays behind.
 */
export async function writeOutputFile(
  path: string,
  bytes: Uint8Array,
  { overwrite }: WriteOptions,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  unfinished.add(temporary);
  try {
    await makeFolder(dirname(path));
    await writeFlushed(temporary, bytes);
    await (overwrite ? rename(temporary, path) : publishNew(temporary, path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw explainWriteError(path, error);
  } finally {
    unfinished.delete(temporary);
  }
}

/** Removes what an abrupt end would leave behind; safe to call from an `exit` handler. */
export function removeUnfinishedFiles(): void {
  for (const path of unfinished) rmSync(path, { force: true });
  unfinished.clear();
}

/** A file in the folder's place is EEXIST to mkdir, which would read as if the output itself existed. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    if (systemCode(cause) !== 'EEXIST') throw cause;
    throw Object.assign(new Error(`${folder} is a file`, { cause }), { code: 'ENOTDIR' });
  });
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** `rename` would silently replace a file that appeared meanwhile; a hard link refuses. */
async function publishNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemCode(error) ?? '')) {
      throw error;
    }
    // File systems without hard links (FAT, some network shares): reserve the name, then replace it.
    await (await open(path, 'wx')).close();
    await rename(temporary, path);
  }
}
