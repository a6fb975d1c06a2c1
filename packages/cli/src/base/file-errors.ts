import { basename, resolve } from 'node:path';
import { type Said, type Sentence, sentence } from '@pastiche/core';
import { CommandError, systemCode } from './command-error.js';

/** What happened and what to do about it: together one sentence. */
interface Explanation {
  readonly what: Sentence;
  readonly advice: Sentence | null;
}

/** The longest name that the usual file systems take, in bytes. */
export const LONGEST_NAME = 255;

/** Turns an error of the operating system about reading `path` into one sentence. */
export function explainReadError(path: string, error: unknown): CommandError {
  const sentences: Record<string, Sentence> = {
    ENOENT: sentence`${path} cannot be found; check the name.`,
    ENOTDIR: sentence`${path} cannot be found; check the name.`,
    ELOOP: sentence`${path} cannot be found: its links lead in a circle; name the file itself.`,
    ENAMETOOLONG: sentence`${shortened(path)} cannot be found: no file system takes so long a name.`,
    EACCES: sentence`${path} may not be read: permission denied.`,
    EPERM: sentence`${path} may not be read: permission denied.`,
    EISDIR: sentence`${path} is a folder; name a file.`,
    EBUSY: sentence`${path} is in use by another program; close it there.`,
    EMFILE: sentence`${path} cannot be opened: too many files are open; use fewer --jobs.`,
    ENFILE: sentence`${path} cannot be opened: too many files are open; use fewer --jobs.`,
  };
  const known = sentences[systemCode(error) ?? ''];
  return new CommandError(
    'failed',
    known ?? sentence`${path} could not be read: ${reasonOf(error)}.`,
    error,
  );
}

/** Turns an error of the operating system about writing `path` into one sentence. */
export function explainWriteError(path: string, error: unknown): CommandError {
  const { what, advice } = explanationOf(path, error);
  const said = advice === null ? sentence`${what}.` : sentence`${what}; ${advice}.`;
  return new CommandError('failed', said, error);
}

/**
 * What {@link explainWriteError} says, without what to do and without a full stop.
 *
 * @param error what it was made of, or the CommandError that it made
 */
export function reasonNotWritten(path: string, error: unknown): Said {
  const isExplained = error instanceof CommandError && error.cause !== undefined;
  return explanationOf(path, isExplained ? error.cause : error).what;
}

/** The first line of an error's message; libvips repeats itself over several. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');
  // All pictures are read into memory first, which is no business of who named a file.
  return line.replace(/^Input buffer\b/, 'Input file');
}

function explanationOf(path: string, error: unknown): Explanation {
  const code = systemCode(error) ?? '';
  if (code === 'ENAMETOOLONG') return explainLength(path);
  const known: Record<string, readonly [Sentence, Sentence | null]> = {
    ENOSPC: [
      sentence`There is no space left on the disk for ${path}`,
      sentence`free some or write to another one`,
    ],
    EDQUOT: [
      sentence`The disk quota is used up, so ${path} cannot be written`,
      sentence`free some space`,
    ],
    EFBIG: [
      sentence`${path} would be larger than the file system allows`,
      sentence`choose a smaller --size`,
    ],
    EACCES: [
      sentence`${path} may not be written: permission denied`,
      sentence`choose another place`,
    ],
    EPERM: [
      sentence`${path} may not be written: permission denied`,
      sentence`choose another place`,
    ],
    EROFS: [sentence`${path} lies on a read-only file system`, sentence`choose another place`],
    EISDIR: [sentence`${path} is a folder`, sentence`name a file`],
    EBUSY: [sentence`${path} is in use by another program`, sentence`close it there`],
    ENOTDIR: [
      sentence`A part of the path of ${path} is a file, not a folder`,
      sentence`choose another place`,
    ],
    ELOOP: [sentence`The links in ${path} lead in a circle`, sentence`choose another place`],
    ENOENT: [
      sentence`${path} cannot be made: its folder has gone or takes no files`,
      sentence`choose another place`,
    ],
    ENXIO: [sentence`Nothing reads from ${path}`, null],
    EPIPE: [sentence`What should read ${path} has ended`, null],
    EEXIST: [
      sentence`${path} exists already and was left as it is`,
      sentence`give --overwrite to replace it`,
    ],
  };
  const [what, advice] = known[code] ?? [
    sentence`${path} could not be written: ${reasonOf(error)}`,
    null,
  ];
  return { what, advice };
}

/** Systems limit a name and the whole path, and have one error for both. */
function explainLength(path: string): Explanation {
  const name = basename(path);
  const bytes = Buffer.byteLength(name);
  const whole = Buffer.byteLength(resolve(path));
  if (bytes <= 143 && whole > 1000) {
    return {
      what: sentence`The path of ${shortened(name)} is too long for this system (${whole} bytes)`,
      advice: sentence`choose a folder with a shorter one`,
    };
  }
  return {
    what:
      bytes > LONGEST_NAME
        ? sentence`The name ${shortened(name)} is too long for this file system (${bytes} bytes; file systems take ${LONGEST_NAME} at most)`
        : sentence`The name ${shortened(name)} is too long for this file system`,
    advice: sentence`choose a shorter one`,
  };
}

/** Hundreds of characters would bury the sentence that they stand in. */
function shortened(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= 60) return name;
  return `${letters.slice(0, 40).join('')}…${letters.slice(-12).join('')}`;
}
