import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { explainReadError } from '../base/file-errors.js';

/** The folders whose pictures a client may have read, and beside which it may have results written. */
export interface AllowedFolders {
  /** Real paths; the first is what relative paths begin at. */
  readonly folders: readonly string[];
  /**
   * The real path of a file that is there.
   *
   * @throws CommandError when it is not there, or not within the folders, by whatever link
   */
  input(path: string): Promise<string>;
  /**
   * The real path of a file that is to be written.
   *
   * @throws CommandError when it exists, its folder does not, or that is not within the folders
   */
  output(path: string): Promise<string>;
}

/**
 * Opens folders to a client.
 *
 * @throws CommandError where none of them is there
 */
export async function allowFolders(named: readonly string[]): Promise<AllowedFolders> {
  const found = await Promise.all(named.map(realFolder));
  const folders = found.filter((folder) => folder !== null);
  const [first] = folders;
  if (first === undefined) {
    throw new CommandError(
      'failed',
      sentence`None of the folders that the client opened is here (${named.join(', ')}); open one that is.`,
    );
  }
  const inside = (path: string, asked: string) => {
    if (folders.some((folder) => isWithin(folder, path))) return path;
    throw new CommandError(
      'failed',
      sentence`${asked} is outside the folders that this server may use (${folders.join(', ')}); name a file in one of them.`,
    );
  };
  return {
    folders,
    input: async (asked) => {
      const path = resolve(first, asked);
      const real = await realpath(path).catch((error: unknown) => {
        // Not what else is on this machine, where nobody may look.
        inside(path, asked);
        throw explainReadError(asked, error);
      });
      return inside(real, asked);
    },
    output: async (asked) => {
      const path = resolve(first, asked);
      const folder = await realpath(dirname(path)).catch((error: unknown) => {
        inside(path, asked);
        throw explainReadError(dirname(asked), error);
      });
      const real = inside(join(folder, basename(path)), asked);
      // A link to nothing is there too.
      if ((await lstat(real).catch(() => null)) === null) return real;
      throw new CommandError(
        'failed',
        sentence`${asked} exists, and this server replaces nothing; name another output.`,
      );
    },
  };
}

async function realFolder(named: string): Promise<string | null> {
  const real = await realpath(named).catch(() => null);
  const isFolder = real !== null && (await stat(real).catch(() => null))?.isDirectory();
  return isFolder ? real : null;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
