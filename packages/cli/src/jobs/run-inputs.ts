import {
  checkpointParameters,
  decodeStyleStatistics,
  type Mask,
  maskOf,
  ownLongSide,
  type Parameters,
  type Size,
  type StyleInput,
  type StyleRegion,
  type StylizeRequest,
  sentence,
} from '@pastiche/core';
import type { Pooling } from '@pastiche/core/parts';
import type { PresetStyle } from '@pastiche/core/presets';
import type { NetworkWeights } from '@pastiche/core/weights';
import { CommandError } from '../base/command-error.js';
import { inputName } from '../base/standard-streams.js';
import { tellFrames } from '../input/frames-note.js';
import { refuseCostly } from '../input/input-limits.js';
import { type Picture, readPicture } from '../input/picture-file.js';
import { readPresetFile } from '../input/preset-input.js';
import { readBytes } from '../input/read-bytes.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { MaskPlan } from '../plan/mask-plan.js';
import { kindOfStyle } from '../plan/style-kind.js';
import type { StylePlan } from '../plan/style-plan.js';
import type { Report } from '../progress/command-event.js';

/** What is read from files for one run. */
export type RunInputs = Pick<
  StylizeRequest,
  | 'content'
  | 'styles'
  | 'regions'
  | 'strengthMap'
  | 'initialPicture'
  | 'smallerPainting'
  | 'protect'
  | 'resume'
> & {
  readonly parameters: Parameters;
};

/** Whose statistics a run needs. */
interface StatisticsNetwork {
  readonly id: string;
  readonly pooling: Pooling;
}

/** Reads a picture and tells what else its file holds; with `bytes`, `file` only names them. */
type ReadPicture = (file: string, bytes?: Uint8Array) => Promise<Picture['pixels']>;

/** Range of `Parameters.size`; a content below it needs an explicit `--size`. */
const SMALLEST_SIZE = 16;

/**
 * Reads the pictures, statistics and checkpoint of a run and settles its size.
 *
 * @param weights the network that finishes, for which statistics are needed
 * @param report told of pictures with several frames, of which one is painted
 * @throws CommandError for a file that cannot be read; StyleTransferError for damaged statistics.
 */
export async function readRunInputs(
  plan: JobPlan,
  weights: Pick<NetworkWeights, 'id' | 'pooling'>,
  report: Report,
): Promise<RunInputs> {
  const read: ReadPicture = async (file, bytes) => {
    const name = bytes === undefined ? inputName(file) : file;
    const picture = await readPicture(name, bytes ?? (await readBytes(file)));
    tellFrames(name, picture, report);
    return picture.pixels;
  };
  const network = { id: weights.id, pooling: weights.pooling ?? plan.parameters.pooling };
  const content = await read(plan.content);
  const stylesOf = (styles: readonly StylePlan[]) =>
    Promise.all(styles.map((style) => readStyle(style, network, read)));
  const styles = await stylesOf(plan.styles);
  const resume = plan.resume === null ? null : await readBytes(plan.resume);
  return {
    content,
    styles,
    parameters: resume
      ? await resumedParameters(plan, resume, content)
      : { ...plan.parameters, size: chooseSize(plan, content) },
    ...(plan.initialPicture === null ? {} : { initialPicture: await read(plan.initialPicture) }),
    ...(plan.smallerPainting === null ? {} : { smallerPainting: await read(plan.smallerPainting) }),
    ...(await readMasks(plan.masks, read, stylesOf)),
    ...(resume ? { resume } : {}),
  };
}

async function readMasks(
  { protect, strengthMap, regions }: MaskPlan,
  read: ReadPicture,
  stylesOf: (styles: readonly StylePlan[]) => Promise<StyleInput[]>,
): Promise<Pick<StylizeRequest, 'protect' | 'strengthMap' | 'regions'>> {
  const regionsRead: StyleRegion[] = [];
  for (const { mask, styles, strength } of regions) {
    const region = { mask: await readMask(mask, read), styles: await stylesOf(styles), strength };
    regionsRead.push(region);
  }
  return {
    ...(protect === null ? {} : { protect: await readMask(protect, read) }),
    ...(strengthMap === null ? {} : { strengthMap: await readMask(strengthMap, read) }),
    ...(regions.length === 0 ? {} : { regions: regionsRead }),
  };
}

async function readMask(file: string, read: ReadPicture): Promise<Mask> {
  return maskOf(await read(file), sentence`mask ${inputName(file)}`);
}

async function readStyle(
  { file, weight, inPreset, mask }: StylePlan,
  network: StatisticsNetwork,
  read: ReadPicture,
): Promise<StyleInput> {
  if (inPreset !== undefined) {
    const style = (await readPresetFile(file)).styles[inPreset];
    if (style === undefined) {
      throw new CommandError(
        'failed',
        sentence`${inputName(file)} has changed since it was read; start anew.`,
      );
    }
    return styleInput(style, { file, weight }, network, read);
  }
  if ((await kindOfStyle(file)) === 'statistics') {
    if (mask !== undefined) refuseMaskOfStatistics(mask, file);
    const statistics = decodeStyleStatistics(await readBytes(file));
    return { kind: 'statistics', statistics, weight };
  }
  const picture = { kind: 'picture', pixels: await read(file), weight } as const;
  return mask === undefined ? picture : { ...picture, mask: await readMask(mask, read) };
}

function refuseMaskOfStatistics(mask: string, file: string): never {
  throw new CommandError(
    'usage',
    sentence`--style-mask ${mask} is for a picture, but ${inputName(file)} holds style statistics; name the picture.`,
  );
}

/** Of several statistics those for the network that paints; where none are, the engine says so. */
async function styleInput(
  { name, picture, statistics }: PresetStyle,
  { file, weight }: Pick<StylePlan, 'file' | 'weight'>,
  network: StatisticsNetwork,
  read: ReadPicture,
): Promise<StyleInput> {
  if (statistics === undefined) {
    const pixels = await read(`“${name}” in ${inputName(file)}`, picture.bytes);
    return { kind: 'picture', pixels, weight };
  }
  const fitting =
    statistics.find((one) => one.network === network.id && one.pooling === network.pooling) ??
    statistics.find((one) => one.network === network.id) ??
    statistics[0];
  return { kind: 'statistics', statistics: decodeStyleStatistics(fitting.bytes), weight };
}

/** The checkpoint's parameters; what an option names otherwise, the engine refuses by name. */
async function resumedParameters(
  plan: JobPlan,
  checkpoint: Uint8Array,
  content: Size,
): Promise<Parameters> {
  const given = plan.given.map((name) => [name, plan.parameters[name]]);
  const size = plan.originalSize ? { size: chooseSize(plan, content) } : {};
  const kept = await checkpointParameters(checkpoint);
  const named: readonly (keyof Parameters)[] = plan.originalSize
    ? [...plan.given, 'size']
    : plan.given;
  refuseCostly(sentence`The checkpoint`, kept, named);
  return { ...kept, ...Object.fromEntries(given), ...size };
}

/** Unasked, a picture is not enlarged: there is nothing in it for the larger size. */
function chooseSize(
  { sizeGiven, originalSize, parameters, content }: JobPlan,
  { width, height }: Size,
): number {
  if (sizeGiven && !originalSize) return parameters.size;
  const longSide = ownLongSide({ width, height });
  if (longSide < SMALLEST_SIZE) {
    throw new CommandError(
      'failed',
      sentence`${inputName(content)} is ${width} × ${height} px and at least ${SMALLEST_SIZE} px are needed; give --size to enlarge it.`,
    );
  }
  return originalSize ? longSide : Math.min(parameters.size, longSide);
}
