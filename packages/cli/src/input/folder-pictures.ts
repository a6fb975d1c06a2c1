import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Said, type Sentence, sentence } from '@pastiche/core';
import { explainReadError } from '../base/file-errors.js';
import { READABLE_EXTENSIONS, UNREADABLE_EXTENSIONS } from '../base/picture-formats.js';
import { inARow } from '../base/readable-units.js';

/** Why something in a folder is no content, in the order in which it is told. */
const REASONS = ['kind', 'ending', 'folder', 'hidden', 'special', 'name'] as const;

type Reason = (typeof REASONS)[number];

/** What a folder holds, sorted out. */
export interface FolderPictures {
  /** Paths, in no order. Links that lead nowhere are among them: they are to be told of by name. */
  readonly pictures: readonly string[];
  /** One sentence about all that is no content; `null` where there is nothing else. */
  readonly leftOut: Said | null;
}

/** As many names as are told of each kind. */
const MOST_NAMES = 3;

/**
 * Finds the pictures directly in a folder, by the endings of their names.
 *
 * @throws CommandError when the folder cannot be read.
 */
export async function picturesIn(folder: string): Promise<FolderPictures> {
  const pictures: string[] = [];
  const others = new Map<Reason, string[]>();
  for (const entry of await entriesOf(folder)) {
    const name = entry.name.toString();
    const reason = await reasonAgainst(folder, entry);
    if (reason === null) pictures.push(join(folder, name));
    else others.set(reason, [...(others.get(reason) ?? []), name]);
  }
  return { pictures, leftOut: describeOthers(folder, others) };
}

/** Names as bytes: those that are not UTF-8 cannot be told from one another as text. */
function entriesOf(folder: string): Promise<Dirent<Buffer>[]> {
  return readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch((error: unknown) => {
    throw explainReadError(folder, error);
  });
}

async function reasonAgainst(folder: string, entry: Dirent<Buffer>): Promise<Reason | null> {
  const name = entry.name.toString();
  if (!Buffer.from(name).equals(entry.name)) return 'name';
  if (name.startsWith('.')) return 'hidden';
  if (!entry.isFile()) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isDirectory()) return 'folder';
    if (found !== null && !found.isFile()) return 'special';
  }
  const ending = extname(name).toLowerCase();
  if (READABLE_EXTENSIONS.has(ending)) return null;
  return UNREADABLE_EXTENSIONS.has(ending) ? 'kind' : 'ending';
}

function describeOthers(
  folder: string,
  others: ReadonlyMap<Reason, readonly string[]>,
): Said | null {
  if (others.size === 0) return null;
  const parts = REASONS.flatMap((reason) => {
    const names = others.get(reason);
    return names === undefined ? [] : [describePart(reason, names)];
  });
  return sentence`Left out of ${folder}: ${inARow(parts, ', ')}.`;
}

function describePart(reason: Reason, names: readonly string[]): Said {
  const count = names.length;
  const listed = listNames(names);
  const [one, several] = partsOf(count, listed)[reason];
  return count === 1 ? one : several;
}

/** Each for one and for several. */
function partsOf(count: number, listed: Said): Record<Reason, readonly [Sentence, Sentence]> {
  return {
    kind: [
      sentence`1 picture of a kind that cannot be read (${listed})`,
      sentence`${count} pictures of a kind that cannot be read (${listed})`,
    ],
    ending: [
      sentence`1 file whose ending is no picture's (${listed})`,
      sentence`${count} files whose ending is no picture's (${listed})`,
    ],
    folder: [sentence`1 sub-folder (${listed})`, sentence`${count} sub-folders (${listed})`],
    hidden: [sentence`1 hidden file`, sentence`${count} hidden files`],
    special: [
      sentence`1 that is a pipe, socket or device (${listed})`,
      sentence`${count} that are pipes, sockets or devices (${listed})`,
    ],
    name: [
      sentence`1 file whose name is not in UTF-8 (${listed})`,
      sentence`${count} files whose name is not in UTF-8 (${listed})`,
    ],
  };
}

/**
 * @example
 * inEnglish(listNames(['d', 'c', 'b', 'a'])); // 'a, b, c and 1 more'
 */
export function listNames(names: readonly string[]): Said {
  const shown = [...names].sort().slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return more > 0 ? sentence`${shown} and ${more} more` : shown;
}
