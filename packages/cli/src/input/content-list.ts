import { lstat, realpath, stat } from 'node:fs/promises';
import { type Said, sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { READABLE_EXTENSIONS } from '../base/picture-formats.js';
import { inARow } from '../base/readable-units.js';
import { isStandardInput } from '../base/standard-streams.js';
import { listNames, picturesIn } from './folder-pictures.js';
import { explainUnreadable } from './read-bytes.js';

/** The content pictures of a command, in the order in which they are worked through. */
export interface ContentList {
  /** Sorted by path and without repetitions. */
  readonly files: readonly string[];
  /** A folder was named or several files were: the output has to be a folder. */
  readonly several: boolean;
}

/** A list, and sentences about what the named folders hold beside. */
export interface FoundContents extends ContentList {
  readonly leftOut: readonly Said[];
}

/**
 * Turns files and folders into a sorted list of pictures; of a folder, the pictures directly in it.
 * The order depends on the paths only, so that every machine of a `--shard` sees the same list. A
 * link that leads nowhere is in it where there are others to paint, and fails by itself; a folder
 * without pictures among others is only told of.
 *
 * @throws CommandError for a path that does not exist and where there are no pictures at all.
 */
export async function listContents(paths: readonly string[]): Promise<FoundContents> {
  const found: string[] = [];
  const leftOut: Said[] = [];
  const without: Said[] = [];
  let several = paths.length > 1;
  for (const path of paths) {
    if (await isFolder(path, paths.length === 1)) {
      several = true;
      const inFolder = await picturesIn(path);
      if (inFolder.pictures.length === 0) without.push(noPicturesNote(path, inFolder.leftOut));
      else if (inFolder.leftOut !== null) leftOut.push(inFolder.leftOut);
      found.push(...inFolder.pictures);
    } else {
      found.push(path);
    }
  }
  if (found.length === 0) throw new CommandError('failed', inARow(without, '\n'));
  leftOut.push(...without);
  const { files, repeated } = await withoutRepetitions(found.sort(byCodeUnits));
  if (repeated.length > 0) {
    leftOut.push(sentence`Left out, being named already in another way: ${listNames(repeated)}.`);
  }
  return { files, several, leftOut };
}

async function isFolder(path: string, alone: boolean): Promise<boolean> {
  if (isStandardInput(path)) return false;
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    // A name that a person mistyped ends the command; a broken link among others is only one of them.
    if (!alone && (await isLink(path))) return false;
    throw await explainUnreadable(path, error);
  }
}

async function isLink(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  return found?.isSymbolicLink() ?? false;
}

function noPicturesNote(folder: string, leftOut: Said | null): Said {
  const known = [...READABLE_EXTENSIONS].join(', ');
  const none = sentence`The folder ${folder} holds no pictures (${known}).`;
  return leftOut === null ? none : sentence`${none} ${leftOut}`;
}

async function withoutRepetitions(
  paths: readonly string[],
): Promise<{ files: readonly string[]; repeated: readonly string[] }> {
  const unique = new Map<string, string>();
  const repeated: string[] = [];
  for (const path of paths) {
    // Pipes, standard input and broken links have no other name.
    const real = await realpath(path).catch(() => path);
    if (!unique.has(real)) unique.set(real, path);
    else if (unique.get(real) !== path) repeated.push(path);
  }
  return { files: [...unique.values()], repeated };
}

/** Not `localeCompare`: the order must not depend on the machine's language. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
