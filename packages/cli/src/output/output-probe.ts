import { lstat, open, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { sentence } from '@pastiche/core';
import { CommandError, systemCode } from '../base/command-error.js';
import { explainWriteError } from '../base/file-errors.js';
import { followLinks } from './followed-link.js';
import { withTemporaryFile } from './output-file.js';
import { temporaryName } from './temporary-files.js';

/** A name of so many bytes is taken by every file system, and is not tried. */
const ALWAYS_SHORT = 100;

/**
 * Makes sure before a run that files can be written to these places: that their folders are there
 * or can be made, and take files with names as long. It tries, in the folders that are there, and
 * leaves nothing behind. Folders that are missing are not made, since another process may use them
 * before they would be removed again.
 *
 * @throws CommandError with the sentence for the first obstacle.
 */
export async function probeOutputs(outputs: readonly string[]): Promise<void> {
  const tried = new Set<string>();
  for (const output of outputs) {
    try {
      await probeOutput(output, tried);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw explainWriteError(output, error);
    }
  }
}

async function probeOutput(output: string, tried: Set<string>): Promise<void> {
  const place = resolve(await followLinks(output));
  const { folder, missing } = await nearestFolder(dirname(place), [basename(place)]);
  if (!tried.has(folder)) {
    await withTemporaryFile(folder, makeEmpty).catch((error: unknown) => {
      throw explainWriteError(folder, error);
    });
    tried.add(folder);
  }
  for (const name of missing) {
    if (Buffer.byteLength(name) > ALWAYS_SHORT) await refuseLongName(folder, name);
  }
  // Last, since a path with a name that is too long has the same error.
  await refuseLongPath(place);
}

/** Nothing is there yet, so that the system answers with the length or with its absence. */
async function refuseLongPath(place: string): Promise<void> {
  for (const path of [place, join(dirname(place), temporaryName())]) {
    await lstat(path).catch((error: unknown) => {
      if (systemCode(error) === 'ENAMETOOLONG') throw explainWriteError(place, error);
    });
  }
}

/** Every file system checks the length when it looks a name up in a folder that is there. */
async function refuseLongName(folder: string, name: string): Promise<void> {
  await lstat(join(folder, name)).catch((error: unknown) => {
    if (systemCode(error) === 'ENAMETOOLONG') throw explainWriteError(name, error);
  });
}

async function nearestFolder(
  folder: string,
  missing: readonly string[],
): Promise<{ folder: string; missing: readonly string[] }> {
  const existing = await stat(folder).catch(() => null);
  if (existing?.isDirectory()) return { folder, missing };
  if (existing !== null) {
    throw new CommandError(
      'failed',
      sentence`${folder} is a file, not a folder; choose another -o.`,
    );
  }
  if ((await lstat(folder).catch(() => null)) !== null) {
    throw new CommandError(
      'failed',
      sentence`${folder} is a link to a folder that cannot be found; make that, or choose another -o.`,
    );
  }
  return nearestFolder(dirname(folder), [basename(folder), ...missing]);
}

async function makeEmpty(path: string): Promise<void> {
  await (await open(path, 'wx')).close();
}
