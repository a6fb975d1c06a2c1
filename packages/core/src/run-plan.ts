import { type Checkpoint, decodeCheckpoint } from './checkpoint.js';
import { type Controls, createControls } from './controls.js';
import { StyleTransferError } from './errors.js';
import { fingerprintOf } from './fingerprint.js';
import { checkPaintable, fitLongSide, type Size } from './image/fit.js';
import { checkPixels } from './image/pixels.js';
import { checkNetworkLayers } from './network-layers.js';
import { type PaintingPictures, preparePictures } from './painting-pictures.js';
import { definedFields } from './preset/defined-fields.js';
import { parseParameters } from './preset/parse-parameters.js';
import { type Parameters, QUALITY_ITERATIONS } from './preset/schema.js';
import { pyramid, type Scale } from './pyramid.js';
import type { StyleStatistics } from './style-statistics.js';
import type { StylizeRequest } from './stylize-request.js';
import { deepestOf, type LayerName, poolingsBefore } from './vgg19/layers.js';
import type { NetworkWeights } from './weights/network-weights.js';

/** All that is decided before the first tensor is made. */
export interface RunPlan {
  readonly weights: NetworkWeights;
  readonly parameters: Parameters;
  readonly deepest: LayerName;
  /** Coarse to fine; the last has the size of the finished picture. */
  readonly scales: readonly Scale[];
  readonly target: Size;
  readonly pictures: PaintingPictures;
  readonly controls: Controls;
  readonly signal: AbortSignal | undefined;
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
  const { weights, content, signal } = request;
  checkPixels(content, 'content picture');
  const checkpoint = request.resume ? await decodeCheckpoint(request.resume) : null;
  const parameters = chooseParameters(request, checkpoint);
  checkStatistics(request, parameters);
  const byName = { ...parameters.contentLayers, ...parameters.styleLayers };
  const layers = Object.keys(byName) as LayerName[];
  checkNetworkLayers(weights, layers);
  const deepest = deepestOf(layers);
  const poolings = poolingsBefore(deepest);
  checkPaintable(content.width, content.height, poolings, parameters.size);
  const target = fitLongSide(content.width, content.height, parameters.size);
  const scales = pyramid({
    ...target,
    iterations: parameters.iterations ?? QUALITY_ITERATIONS[parameters.quality],
    enabled: parameters.pyramid,
    shortestSide: 2 ** poolings,
  });
  // Before the fingerprint, which reads the pictures without checking them.
  const pictures = preparePictures(request, parameters, target);
  const fingerprint = await fingerprintOf(request);
  if (checkpoint !== null) checkFit(checkpoint, fingerprint, scales);
  return {
    weights,
    parameters,
    deepest,
    scales,
    target,
    pictures,
    controls: request.controls ?? createControls(),
    signal,
    fingerprint,
    checkpoint,
  };
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
        `The checkpoint was made with ${name} ${before}, but ${now} was asked for; leave ${name} out to resume, or start anew.`,
      );
    }
  }
  return checkpoint.parameters;
}

function checkStatistics(request: StylizeRequest, parameters: Parameters): void {
  const { styles, weights } = request;
  const { pooling } = parameters;
  for (const style of styles) {
    if (style.kind !== 'statistics') continue;
    const { statistics } = style;
    if (statistics.network !== weights.id || statistics.pooling !== pooling) {
      throw new StyleTransferError(
        'invalid-statistics',
        `The style statistics should be of ${weights.id} with ${pooling} pooling, but they are of ${statistics.network} with ${statistics.pooling} pooling; take them anew, or choose that network and pooling.`,
      );
    }
    checkChannels(statistics, weights);
  }
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
        `The style statistics should hold ${channels} means and ${channels ** 2} covariances of ${layer}, but ${mean.length} and ${covariance.length} came; take them anew.`,
      );
    }
  }
}

function checkFit(checkpoint: Checkpoint, fingerprint: string, scales: readonly Scale[]): void {
  if (checkpoint.fingerprint !== fingerprint) {
    throw new StyleTransferError(
      'invalid-checkpoint',
      'The checkpoint belongs to other pictures, style weights or another network than were given; give the same ones, or start anew.',
    );
  }
  const scale = scales[checkpoint.scaleIndex];
  const shape = checkpoint.tensors.get('image')?.shape.join('×');
  if (scale === undefined || shape !== `1×${scale.height}×${scale.width}×3`) {
    throw new StyleTransferError(
      'invalid-checkpoint',
      `The checkpoint should hold an image of ${scale ? `${scale.width} × ${scale.height} px` : 'a scale of this run'}, but ${shape ?? 'none'} came; start the run anew.`,
    );
  }
}
