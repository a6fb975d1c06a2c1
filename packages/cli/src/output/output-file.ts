import { rmSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../base/command-error.js';
import { explainWriteError } from '../base/file-errors.js';
import { followLinks } from './followed-link.js';
import { removeLeftFiles, temporaryName } from './temporary-files.js';

export interface WriteOptions {
  /** Replace an existing file; without it an existing file is refused and left as it is. */
  readonly overwrite: boolean;
}

/** Temporary files of this process that have not been renamed yet. */
const unfinished = new Set<string>();

/** How often a folder is made anew that another process removes between two steps. */
const FOLDER_ATTEMPTS = 5;

/**
 * Writes a whole file or nothing: into a temporary file beside it, flushed, then renamed. Missing
 * folders are made. Through a link, the file that it leads to is written and the link stays.
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
  try {
    const place = await followLinks(path);
    await withTemporaryFile(dirname(place), async (temporary) => {
      await writeFlushed(temporary, bytes);
      await (overwrite ? rename(temporary, place) : publishNew(temporary, place));
    });
  } catch (error) {
    throw explainWriteError(path, error);
  }
}

/**
 * Gives `use` the name of a file to make in a folder, which is made where it is missing. What is
 * there under that name afterwards is removed, also when the process ends abruptly.
 */
export async function withTemporaryFile(
  folder: string,
  use: (temporary: string) => Promise<void>,
): Promise<void> {
  // A name of its own: one made of the output's would be too long where that is nearly so.
  const temporary = join(folder, temporaryName());
  unfinished.add(temporary);
  try {
    for (let attempt = 1; ; attempt += 1) {
      await makeFolder(folder);
      await removeLeftFiles(folder);
      try {
        return await use(temporary);
      } catch (error) {
        if (systemCode(error) !== 'ENOENT' || attempt === FOLDER_ATTEMPTS) throw error;
      }
    }
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
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

/**
 * How systems say that a file system has no hard links (FAT, some network shares); EISDIR: Windows, which says there
 * "incorrect function".
 */
const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'];

/** `rename` would silently replace a file that appeared meanwhile; a hard link refuses. */
async function publishNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    if (!NO_HARD_LINKS.includes(systemCode(error) ?? '')) throw error;
    // Reserve the name, then replace it.
    await (await open(path, 'wx')).close();
    await rename(temporary, path);
  }
}
