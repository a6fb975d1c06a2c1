import {
  checkpointParameters,
  decodeStyleStatistics,
  type NetworkWeights,
  type Parameters,
  type Pixels,
  type Pooling,
  type PresetStyle,
  type StyleSource,
  type StylizeRequest,
} from '@pastiche/core';
import { CommandError } from './command-error.js';
import { readPicture } from './picture-file.js';
import { readPresetFile } from './preset-input.js';
import { readBytes } from './read-bytes.js';
import type { RunPlan, StylePlan } from './run-plan.js';
import { inputName } from './standard-streams.js';
import { kindOfStyle } from './style-kind.js';

/** What is read from files for one run. */
export type RunInputs = Pick<StylizeRequest, 'content' | 'styles' | 'initialPicture' | 'resume'> & {
  readonly parameters: Parameters;
};

/** Whose statistics a run needs. */
interface Painting {
  readonly id: string;
  readonly pooling: Pooling;
}

/** Range of `Parameters.size`; a content below it needs an explicit `--size`. */
const SMALLEST_SIZE = 16;

/**
 * Reads the pictures, statistics and checkpoint of a run and settles its size.
 *
 * @param weights the network that finishes, for which statistics are needed
 * @throws CommandError for a file that cannot be read; StyleTransferError for damaged statistics.
 */
export async function readRunInputs(
  plan: RunPlan,
  weights: Pick<NetworkWeights, 'id' | 'pooling'>,
): Promise<RunInputs> {
  const network = { id: weights.id, pooling: weights.pooling ?? plan.parameters.pooling };
  const content = await readPixels(plan.content);
  const styles = await Promise.all(plan.styles.map((style) => readStyle(style, network)));
  const resume = plan.resume === null ? null : await readBytes(plan.resume);
  return {
    content,
    styles,
    parameters: resume
      ? await resumedParameters(plan, resume)
      : { ...plan.parameters, size: chooseSize(plan, content) },
    ...(plan.initialPicture === null
      ? {}
      : { initialPicture: await readPixels(plan.initialPicture) }),
    ...(resume ? { resume } : {}),
  };
}

async function readStyle(
  { file, weight, inPreset }: StylePlan,
  network: Painting,
): Promise<StyleSource> {
  if (inPreset !== undefined) {
    const style = (await readPresetFile(file)).styles[inPreset];
    if (style === undefined) {
      throw new CommandError(
        'failed',
        `${inputName(file)} has changed since it was read; start anew.`,
      );
    }
    return sourceOf(style, file, weight, network);
  }
  if ((await kindOfStyle(file)) === 'statistics') {
    const statistics = decodeStyleStatistics(await readBytes(file));
    return { kind: 'statistics', statistics, weight };
  }
  return { kind: 'picture', pixels: await readPixels(file), weight };
}

async function readPixels(file: string): Promise<Pixels> {
  return (await readPicture(inputName(file), await readBytes(file))).pixels;
}

/** Of several statistics those for the network that paints; where none are, the engine says so. */
async function sourceOf(
  { name, picture, statistics }: PresetStyle,
  file: string,
  weight: number,
  network: Painting,
): Promise<StyleSource> {
  if (statistics === undefined) {
    const { pixels } = await readPicture(`“${name}” in ${inputName(file)}`, picture.bytes);
    return { kind: 'picture', pixels, weight };
  }
  const fitting =
    statistics.find((one) => one.network === network.id && one.pooling === network.pooling) ??
    statistics.find((one) => one.network === network.id) ??
    statistics[0];
  return { kind: 'statistics', statistics: decodeStyleStatistics(fitting.bytes), weight };
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
      `${inputName(content)} is ${width} × ${height} px and at least ${SMALLEST_SIZE} px are needed; give --size to enlarge it.`,
    );
  }
  return Math.min(parameters.size, longSide);
}
