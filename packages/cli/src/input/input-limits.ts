import { AsyncLocalStorage } from 'node:async_hooks';
import { type Parameters, type Said, sentence } from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import { CommandError } from '../base/command-error.js';

/** What `--limits` takes. */
export const LIMITS_NAMES = ['default', 'strict'] as const;

export type LimitsName = (typeof LIMITS_NAMES)[number];

/** How much of its inputs a command takes; infinite where there is no limit. */
export interface InputLimits {
  readonly name: LimitsName;
  /** Of every input file. */
  readonly bytes: number;
  /** Of every picture, px. */
  readonly pixels: number;
  /** Frames or pages of a picture. */
  readonly frames: number;
  /** Contents of one command. */
  readonly contents: number;
  /** Long side that a preset or a checkpoint may ask for, px. */
  readonly paintedSide: number;
  /** That a preset or a checkpoint may ask for. */
  readonly iterations: number;
}

const NONE = Number.POSITIVE_INFINITY;

const BY_NAME: Readonly<Record<LimitsName, InputLimits>> = {
  default: {
    name: 'default',
    bytes: LIMITS.PICTURE_BYTES_IN_TERMINAL,
    pixels: LIMITS.PICTURE_PIXELS_IN_TERMINAL,
    ...{ frames: NONE, contents: NONE, paintedSide: NONE, iterations: NONE },
  },
  strict: {
    name: 'strict',
    bytes: LIMITS.STRICT_BYTES,
    pixels: LIMITS.STRICT_PIXELS,
    frames: LIMITS.STRICT_FRAMES,
    contents: LIMITS.STRICT_CONTENTS,
    paintedSide: LIMITS.STRICT_PAINTED_SIDE,
    iterations: LIMITS.STRICT_ITERATIONS,
  },
};

const inForce = new AsyncLocalStorage<InputLimits>();

/**
 * Runs a command within limits. They hold for all that it reads, however deep: a reader that was
 * not handed them would be one that has none.
 */
export function withinLimits<Result>(name: LimitsName, run: () => Result): Result {
  return inForce.run(BY_NAME[name], run);
}

/** Those of the command that is running, else the default ones. */
export function limitsInForce(): InputLimits {
  return inForce.getStore() ?? BY_NAME.default;
}

/** @throws CommandError (wrong usage) for more contents than one command takes */
export function refuseManyContents(count: number): void {
  const { contents } = limitsInForce();
  if (count <= contents) return;
  throw new CommandError(
    'usage',
    sentence`${count} contents were given, but with --limits strict a command takes at most ${contents}; name fewer.`,
  );
}

/**
 * Refuses the work that a preset or a checkpoint asks for, which is no option of the person's own.
 *
 * @param given what options name
 * @throws CommandError
 */
export function refuseCostly(
  who: Said,
  { size, iterations }: Pick<Parameters, 'size' | 'iterations'>,
  given: readonly (keyof Parameters)[],
): void {
  const most = limitsInForce();
  if (!given.includes('size') && size > most.paintedSide) {
    throw new CommandError(
      'failed',
      sentence`${who} asks for ${size} px, but with --limits strict it may ask for at most ${most.paintedSide} px; give --size.`,
    );
  }
  const asked = given.includes('iterations') || given.includes('quality') ? null : iterations;
  if (asked !== null && asked > most.iterations) {
    throw new CommandError(
      'failed',
      sentence`${who} asks for ${asked} iterations, but with --limits strict it may ask for at most ${most.iterations}; give --iterations or --quality.`,
    );
  }
}
