import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import {
  checkpointParameters,
  decodeStyleStatistics,
  type Parameters,
  type StyleSource,
  type StylizeRequest,
} from '@pastiche/core';
import { CommandError } from './command-error.js';
import { explainReadError } from './file-errors.js';
import { readPicture } from './picture-file.js';
import type { RunPlan, StylePlan } from './run-plan.js';

/** What is read from files for one run. */
export type RunInputs = Pick<StylizeRequest, 'content' | 'styles' | 'initialPicture' | 'resume'> & {
  readonly parameters: Parameters;
};

/** Marks a file that holds the statistics of a style instead of a picture. */
export const STATISTICS_EXTENSION = '.pastiche-style';

/** Range of `Parameters.size`; a content below it needs an explicit `--size`. */
const SMALLEST_SIZE = 16;

/**
 * Reads the pictures, statistics and checkpoint of a run and settles its size.
 *
 * @throws CommandError for a file that cannot be read; StyleTransferError for damaged statistics.
 */
export async function readRunInputs(plan: RunPlan): Promise<RunInputs> {
  const { pixels: content } = await readPicture(plan.content);
  const styles = await Promise.all(plan.styles.map(readStyle));
  const resume = plan.resume === null ? null : await readBytes(plan.resume);
  return {
    content,
    styles,
    parameters: resume
      ? await resumedParameters(plan, resume)
      : { ...plan.parameters, size: chooseSize(plan, content) },
    ...(plan.initialPicture === null
      ? {}
      : { initialPicture: (await readPicture(plan.initialPicture)).pixels }),
    ...(resume ? { resume } : {}),
  };
}

/**
 * Reads a whole file.
 *
 * @throws CommandError with a sentence for what can go wrong.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw explainReadError(path, error);
  }
}

async function readStyle({ file, weight }: StylePlan): Promise<StyleSource> {
  if (extname(file).toLowerCase() === STATISTICS_EXTENSION) {
    const statistics = decodeStyleStatistics(await readBytes(file));
    return { kind: 'statistics', statistics, weight };
  }
  return { kind: 'picture', pixels: (await readPicture(file)).pixels, weight };
}

/** The checkpoint's parameters; what an option names otherwise, the engine refuses by name. */
async function resumedParameters(plan: RunPlan, checkpoint: Uint8Array): Promise<Parameters> {
  const given = plan.given.map((name) => [name, plan.parameters[name]]);
  return { ...(await checkpointParameters(checkpoint)), ...Object.fromEntries(given) };
}

/** Unasked, a picture is not enlarged: there is nothing in it for the larger size. */
function chooseSize(
  { sizeGiven, parameters, content }: RunPlan,
  { width, height }: { width: number; height: number },
): number {
  if (sizeGiven) return parameters.size;
  const longSide = Math.max(width, height);
  if (longSide < SMALLEST_SIZE) {
    throw new CommandError(
      'failed',
      `${content} is ${width} × ${height} px and at least ${SMALLEST_SIZE} px are needed; give --size to enlarge it.`,
    );
  }
  return Math.min(parameters.size, longSide);
}
