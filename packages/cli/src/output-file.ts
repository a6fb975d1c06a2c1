import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError, systemCode } from './command-error.js';

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
    await mkdir(dirname(path), { recursive: true });
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

/** Turns an error of the operating system about `path` into one sentence. */
export function explainWriteError(path: string, error: unknown): CommandError {
  const sentences: Record<string, string> = {
    ENOSPC: `There is no space left on the disk for ${path}; free some or write to another one.`,
    EDQUOT: `The disk quota is used up, so ${path} cannot be written; free some space.`,
    EFBIG: `${path} would be larger than the file system allows; choose a smaller --size.`,
    EACCES: `${path} may not be written: permission denied; choose another place.`,
    EPERM: `${path} may not be written: permission denied; choose another place.`,
    EROFS: `${path} lies on a read-only file system; choose another place.`,
    EISDIR: `${path} is a folder; name a file.`,
    ENOTDIR: `A part of the path of ${path} is a file, not a folder; choose another place.`,
    ENAMETOOLONG: `The name ${basename(path)} is too long for this file system; choose a shorter one.`,
    EEXIST: `${path} exists already and was left as it is; give --overwrite to replace it.`,
  };
  const known = sentences[systemCode(error) ?? ''];
  const message = error instanceof Error ? error.message : String(error);
  return new CommandError('failed', known ?? `${path} could not be written: ${message}.`, error);
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
