import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { CommandError } from './command-error.js';
import { READABLE_EXTENSIONS } from './picture-formats.js';

/** The content pictures of a command, in the order in which they are worked through. */
export interface ContentList {
  /** Sorted by path and without repetitions. */
  readonly files: readonly string[];
  /** A folder was named or several files were: the output has to be a folder. */
  readonly several: boolean;
}

/**
 * Turns files and folders into a sorted list of pictures; of a folder, the pictures directly in it.
 * The order depends on the paths only, so that every machine of a `--shard` sees the same list.
 *
 * @throws CommandError for a path that does not exist and for a folder without pictures.
 */
export async function listContents(paths: readonly string[]): Promise<ContentList> {
  const found: string[] = [];
  let several = paths.length > 1;
  for (const path of paths) {
    if (await isFolder(path)) {
      several = true;
      found.push(...(await picturesIn(path)));
    } else {
      found.push(path);
    }
  }
  return { files: await withoutRepetitions(found.sort(byCodeUnits)), several };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new CommandError('failed', `${path} cannot be found; check the name.`, cause);
  }
}

async function picturesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(
    (name) => !name.startsWith('.') && READABLE_EXTENSIONS.has(extname(name).toLowerCase()),
  );
  if (names.length === 0) {
    const known = [...READABLE_EXTENSIONS].join(', ');
    throw new CommandError('failed', `The folder ${folder} holds no pictures (${known}).`);
  }
  return names.map((name) => join(folder, name));
}

async function withoutRepetitions(paths: readonly string[]): Promise<string[]> {
  const unique = new Map<string, string>();
  for (const path of paths) {
    const real = await realpath(path);
    if (!unique.has(real)) unique.set(real, path);
  }
  return [...unique.values()];
}

/** Not `localeCompare`: the order must not depend on the machine's language. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
