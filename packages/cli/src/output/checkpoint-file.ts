import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { writeOutputFile } from './output-file.js';

export interface CheckpointFileOptions {
  readonly file: string;
  readonly everySeconds: number;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

/** Keeps the latest state of a run in one file. */
export interface CheckpointFile {
  /** The interval has passed since the last writing, or since the start. */
  readonly due: boolean;
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * Replaces the file as a whole each time, so that it is never half a state. Writing may fail, and is
 * due again after the interval.
 */
export function createCheckpointFile(options: CheckpointFileOptions): CheckpointFile {
  const { file, everySeconds, now = Date.now } = options;
  let last = now();
  return {
    get due() {
      return now() - last >= everySeconds * 1000;
    },
    write: async (bytes) => {
      try {
        await writeOutputFile(file, bytes, { overwrite: true });
      } finally {
        // A disk that is full is not asked again at every iteration.
        last = now();
      }
    },
  };
}

/**
 * Makes sure before a run that `--checkpoint` replaces no file unasked, except the one that the run
 * is resumed from.
 *
 * @throws CommandError when it would.
 */
export async function refuseUsedCheckpoint(
  file: string,
  resume: string | null,
  overwrite: boolean,
): Promise<void> {
  if (overwrite || (resume !== null && resolve(resume) === resolve(file))) return;
  const existing = await stat(file).catch(() => null);
  if (existing === null) return;
  throw new CommandError(
    'failed',
    sentence`${file} exists already and was left as it is; go on from it with --resume ${file}, or give --overwrite to replace it.`,
  );
}
