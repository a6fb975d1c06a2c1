import { basename } from 'node:path';
import { CommandError, systemCode } from './command-error.js';

/** Turns an error of the operating system about reading `path` into one sentence. */
export function explainReadError(path: string, error: unknown): CommandError {
  const sentences: Record<string, string> = {
    ENOENT: `${path} cannot be found; check the name.`,
    ENOTDIR: `${path} cannot be found; check the name.`,
    EACCES: `${path} may not be read: permission denied.`,
    EPERM: `${path} may not be read: permission denied.`,
    EISDIR: `${path} is a folder; name a file.`,
  };
  const known = sentences[systemCode(error) ?? ''];
  return new CommandError(
    'failed',
    known ?? `${path} could not be read: ${reasonOf(error)}.`,
    error,
  );
}

/** Turns an error of the operating system about writing `path` into one sentence. */
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
  return new CommandError(
    'failed',
    known ?? `${path} could not be written: ${reasonOf(error)}.`,
    error,
  );
}

/** The first line of an error's message; libvips repeats itself over several. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');
}
