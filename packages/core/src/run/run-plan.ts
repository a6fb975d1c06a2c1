import { definedFields } from '../base/defined-fields.js';
import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { checkPaintable, fitLongSide, type Size } from '../image/fit.js';
import { haveOneShape } from '../image/mask.js';
import { checkPixels, type Pixels } from '../image/pixels.js';
import { refuseField } from '../parameters/field-rule.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import { type Parameters, QUALITY_ITERATIONS } from '../parameters/schema.js';
import type { StyleStatistics } from '../statistics/style-statistics.js';
import {
  deepestOf,
  type LayerName,
  type Pooling,
  poolingsBefore,
} from '../vgg19/network/layers.js';
import { checkNetworkLayers } from '../vgg19/network/network-layers.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { type Checkpoint, decodeCheckpoint } from './checkpoint.js';
import { type Controls, createControls } from './controls.js';
import { type PaintingPictures, preparePictures } from './painting-pictures.js';
import { finishingIterations, pyramid, type Scale, scalesAbove } from './pyramid.js';
import { fingerprintOf } from './request-fingerprint.js';
import { type StylizeRequest, stylesOf } from './stylize-request.js';

/** A scale and the network that paints it. */
export interface PlannedScale extends Scale {
  readonly weights: NetworkWeights;
}

/** All that is decided before the first tensor is made. */
export interface RunPlan {
  readonly parameters: Parameters;
  readonly deepest: LayerName;
  /** Coarse to fine; the last has the size of the finished picture. */
  readonly scales: readonly PlannedScale[];
  readonly fullSize: Size;
  readonly pictures: PaintingPictures;
  readonly controls: Controls;
  readonly signal: AbortSignal | undefined;
  /** Bytes that the run may take; `undefined`: what a page may count on. */
  readonly memory: number | undefined;
  readonly fingerprint: string;
  /** Where to go on from, or `null` to begin. */
  readonly checkpoint: Checkpoint | null;
}

/**
 * Checks a request and decides sizes, scales and iterations.
 *
 * @throws StyleTransferError `invalid-image`, `invalid-parameter`, `invalid-statistics` or
 *   `invalid-checkpoint`, before any work has been done.
 */
export async function planRun(request: StylizeRequest): Promise<RunPlan> {
  const { content, signal, memory } = request;
  if (memory !== undefined && !(Number.isFinite(memory) && memory > 0)) {
    refuseField('memory', sentence`a number of bytes above 0`, memory);
  }
  checkPixels(content, sentence`content picture`);
  const checkpoint = request.resume ? await decodeCheckpoint(request.resume) : null;
  const parameters = chooseParameters(request, checkpoint);
  checkStatistics(request, parameters);
  const byName = { ...parameters.contentLayers, ...parameters.styleLayers };
  const layers = Object.keys(byName) as LayerName[];
  for (const weights of networksOf(request)) checkNetworkLayers(weights, layers);
  const deepest = deepestOf(layers);
  const poolings = poolingsBefore(deepest);
  checkPaintable(content.width, content.height, poolings, parameters.size);
  const fullSize = fitLongSide(content.width, content.height, parameters.size);
  const sizes = pyramid({
    ...fullSize,
    iterations: parameters.iterations ?? QUALITY_ITERATIONS[parameters.quality],
    enabled: parameters.pyramid,
    shortestSide: 2 ** poolings,
  });
  const scales = assignNetworks(largerThan(request.smallerPainting, sizes), request);
  // Before the fingerprint, which reads the pictures without checking them.
  const pictures = preparePictures(request, parameters, fullSize);
  const fingerprint = await fingerprintOf(request);
  if (checkpoint !== null) checkFit(checkpoint, fingerprint, scales);
  return {
    parameters,
    deepest,
    scales,
    fullSize,
    pictures,
    controls: request.controls ?? createControls(),
    signal,
    memory,
    fingerprint,
    checkpoint,
  };
}

function largerThan(painting: Pixels | undefined, scales: readonly Scale[]): readonly Scale[] {
  if (painting === undefined) return scales;
  checkPixels(painting, sentence`smaller painting`);
  const { width, height } = scales.at(-1) as Scale;
  refuseUnfitting(painting, { width, height });
  return scalesAbove(painting, scales);
}

function refuseUnfitting(painting: Size, full: Size): void {
  const came = `${painting.width} × ${painting.height}`;
  if (!haveOneShape(painting, full)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`A painting to go on from must have the shape of the content, which will be ${full.width} × ${full.height} px, but it is ${came} px; name a painting of this picture.`,
    );
  }
  if (painting.width >= full.width) {
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`A painting to go on from must be smaller than the result, ${full.width} × ${full.height} px, but it is ${came} px; choose a larger size.`,
    );
  }
}

function networksOf({ weights, coarseWeights }: StylizeRequest): NetworkWeights[] {
  return coarseWeights ? [coarseWeights, weights] : [weights];
}

/**
 * Gives the coarse scales to the cheaper network, if there is one, and splits the finest between
 * the two: the last {@link finishingIterations} are the better network's.
 */
function assignNetworks(
  scales: readonly Scale[],
  { weights, coarseWeights }: StylizeRequest,
): PlannedScale[] {
  if (coarseWeights === undefined) return scales.map((scale) => ({ ...scale, weights }));
  return scales.flatMap((scale, index): PlannedScale[] => {
    if (index < scales.length - 1) return [{ ...scale, weights: coarseWeights }];
    const finishing = finishingIterations(scale.iterations);
    const finish = { ...scale, iterations: finishing, weights };
    const beginning = scale.iterations - finishing;
    return beginning === 0
      ? [finish]
      : [{ ...scale, iterations: beginning, weights: coarseWeights }, finish];
  });
}

/** A run that is resumed keeps its own parameters; asking for others would paint something else. */
function chooseParameters(request: StylizeRequest, checkpoint: Checkpoint | null): Parameters {
  if (checkpoint === null) return parseParameters(request.parameters);
  const asked = parseParameters({
    ...checkpoint.parameters,
    ...definedFields(request.parameters ?? {}),
  });
  for (const name of Object.keys(asked) as (keyof Parameters)[]) {
    const [before, now] = [checkpoint.parameters[name], asked[name]].map((v) => JSON.stringify(v));
    if (before !== now) {
      throw new StyleTransferError(
        'invalid-parameter',
        sentence`The checkpoint was made with ${name} ${before}, but ${now} was asked for; leave ${name} out to resume, or start anew.`,
      );
    }
  }
  return checkpoint.parameters;
}

function checkStatistics(request: StylizeRequest, parameters: Parameters): void {
  for (const style of stylesOf(request)) {
    if (style.kind !== 'statistics') continue;
    for (const weights of networksOf(request)) {
      checkStatisticsOf(style.statistics, weights, weights.pooling ?? parameters.pooling);
    }
  }
}

function checkStatisticsOf(
  statistics: StyleStatistics,
  weights: NetworkWeights,
  pooling: Pooling,
): void {
  if (statistics.network !== weights.id || statistics.pooling !== pooling) {
    throw new StyleTransferError(
      'invalid-statistics',
      sentence`The style statistics should be of ${weights.id} with ${pooling} pooling, but they are of ${statistics.network} with ${statistics.pooling} pooling; take them anew, or choose that network and pooling.`,
    );
  }
  checkChannels(statistics, weights);
}

/** A file may name a network and yet not fit it: what it says of itself proves nothing. */
function checkChannels({ scales }: StyleStatistics, weights: NetworkWeights): void {
  for (const { layers } of scales) {
    for (const [layer, { mean, covariance }] of layers) {
      const channels = weights.layers.get(layer)?.outputChannels;
      if (channels === undefined) continue;
      if (mean.length === channels && covariance.length === channels ** 2) continue;
      throw new StyleTransferError(
        'invalid-statistics',
        sentence`The style statistics should hold ${channels} means and ${channels ** 2} covariances of ${layer}, but ${mean.length} and ${covariance.length} came; take them anew.`,
      );
    }
  }
}

function checkFit(checkpoint: Checkpoint, fingerprint: string, scales: readonly Scale[]): void {
  if (checkpoint.fingerprint !== fingerprint) {
    throw new StyleTransferError(
      'invalid-checkpoint',
      sentence`The checkpoint belongs to other pictures, style weights or another network than were given; give the same ones, or start anew.`,
    );
  }
  const scale = scales[checkpoint.scaleIndex];
  const shape = checkpoint.tensors.get('image')?.shape.join('×');
  if (scale === undefined || shape !== `1×${scale.height}×${scale.width}×3`) {
    const expected = scale ? `${scale.width} × ${scale.height} px` : sentence`a scale of this run`;
    throw new StyleTransferError(
      'invalid-checkpoint',
      sentence`The checkpoint should hold an image of ${expected}, but ${shape ?? sentence`none`} came; start the run anew.`,
    );
  }
}
