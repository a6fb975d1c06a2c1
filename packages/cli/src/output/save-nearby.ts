import { homedir, tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { CommandError, systemCode } from '../base/command-error.js';
import { writeOutputFile } from './output-file.js';

/** As many names as are tried in a folder. */
const MOST_NAMES = 999;

/** A name may grow to so many bytes by its number: every file system takes that. */
const ALWAYS_SHORT = 64;

export interface NearbyOptions {
  /** The file that is wished for. */
  readonly place: string;
  /** It has just failed under that name, so its own folder begins with `painted-2.png`. */
  readonly failed: boolean;
  /** Other folders to try, in this order. */
  readonly folders?: readonly string[] | undefined;
}

/**
 * Saves what could not be written to its place: under the next free name in the same folder, else in
 * the current, the home or the temporary folder.
 *
 * @returns where it is now, or `null` when no folder takes it.
 */
export async function saveNearby(
  bytes: Uint8Array,
  { place, failed, folders = otherFolders() }: NearbyOptions,
): Promise<string | null> {
  const own = dirname(place);
  for (const folder of [own, ...folders.filter((folder) => resolve(folder) !== resolve(own))]) {
    for (let number = folder === own && failed ? 2 : 1; number <= MOST_NAMES; number += 1) {
      const path = join(folder, numberedName(basename(place), number));
      try {
        await writeOutputFile(path, bytes, { overwrite: false });
        return path;
      } catch (error) {
        if (!isTaken(error)) break;
      }
    }
  }
  return null;
}

/**
 * @example
 * numberedName('painted.png', 2); // 'painted-2.png'
 */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const ending = extname(name);
  const end = `-${number}${ending}`;
  const room = Math.max(Buffer.byteLength(name), ALWAYS_SHORT) - Buffer.byteLength(end);
  return `${cutToBytes(name.slice(0, name.length - ending.length), room)}${end}`;
}

/**
 * The longest beginning of a text that takes so many bytes in UTF-8 at most, in whole characters.
 */
export function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > bytes) cut = Array.from(cut).slice(0, -1).join('');
  return cut;
}

function isTaken(error: unknown): boolean {
  return error instanceof CommandError && systemCode(error.cause) === 'EEXIST';
}

/** The current folder may have been removed, and a user may have no home. */
function otherFolders(): string[] {
  return [process.cwd, homedir, tmpdir].flatMap((find) => {
    try {
      return [find()];
    } catch {
      return [];
    }
  });
}
