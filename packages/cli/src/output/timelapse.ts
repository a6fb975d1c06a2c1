import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Pixels, sentence } from '@pastiche/core';
import { CommandError, systemCode } from '../base/command-error.js';
import { explainReadError } from '../base/file-errors.js';
import { writeOutputFile } from './output-file.js';
import { encodePicture, resizePicture } from './picture-encoding.js';

export interface TimelapseOptions {
  readonly folder: string;
  /** Iterations between two frames. */
  readonly every: number;
  readonly overwrite: boolean;
  /** Size of all frames, whatever the scale of the pyramid: films need frames of one size, px. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Numbered frames of one run. */
export interface Timelapse {
  /** Whether the iteration (counted from 1 over all scales) gets a frame. */
  isDue(iteration: number): boolean;
  add(picture: Pixels): Promise<void>;
}

/** Writes `frame-00001.png`, `frame-00002.png`, … into a folder. */
export function createTimelapse({ folder, every, overwrite, size }: TimelapseOptions): Timelapse {
  let frames = 0;
  return {
    isDue: (iteration) => (iteration - 1) % every === 0,
    add: async (picture) => {
      frames += 1;
      const { bytes } = await encodePicture(await resizePicture(picture, size), 'png', null);
      await writeOutputFile(join(folder, frameName(frames)), bytes, { overwrite });
    },
  };
}

/** Counted from 1. */
export function frameName(frame: number): string {
  return `frame-${String(frame).padStart(5, '0')}.png`;
}

/**
 * Makes sure before a run that a folder for frames is empty or not there yet.
 *
 * @throws CommandError when it holds anything and `overwrite` is off.
 */
export async function refuseUsedFolder(folder: string, overwrite: boolean): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    // A name that is too long is not there either; that it cannot be made, the probe of outputs says.
    if (['ENOENT', 'ENAMETOOLONG'].includes(systemCode(error) ?? '')) return [];
    if (systemCode(error) === 'ENOTDIR') {
      throw new CommandError('usage', sentence`--timelapse expects a folder; ${folder} is a file.`);
    }
    throw explainReadError(folder, error);
  });
  if (names.length > 0 && !overwrite) {
    throw new CommandError(
      'failed',
      sentence`The folder ${folder} is not empty and was left as it is; choose another --timelapse or give --overwrite.`,
    );
  }
}
