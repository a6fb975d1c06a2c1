import * as tf from '@tensorflow/tfjs-core';
import { onBackend } from '../backend/on-backend.js';
import { readBack } from '../backend/read-back.js';
import { StyleTransferError, throwIfAborted } from '../base/errors.js';
import { createBreathing, nextTask } from '../base/next-task.js';
import { sentence } from '../base/sentence.js';
import { resampleCoverage } from '../image/coverage.js';
import { shrinkToLongSide } from '../image/fit.js';
import type { Pixels } from '../image/pixels.js';
import { resampleImage } from '../image/resample.js';
import { type VisibleStyle, visibleStyleOf } from '../image/visible-picture.js';
import { styleCoverage } from '../loss/layer-coverage.js';
import { projectGram } from '../loss/projection.js';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { createNetwork } from '../vgg19/create-network.js';
import {
  deepestOf,
  isLayerName,
  LAYER_NAMES,
  type LayerName,
  type Pooling,
} from '../vgg19/network/layers.js';
import type { LossProjection } from '../vgg19/network/loss-projection.js';
import type { Network } from '../vgg19/network/network.js';
import { checkNetworkLayers } from '../vgg19/network/network-layers.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { withPass } from '../vgg19/with-pass.js';
import { checkStyleSize, smallestSideOf } from './style-size.js';

/** Mean-free second moments of one feature map, in the network's raw (uncalibrated) units. */
export interface LayerStatistics {
  /** Mean of each channel, `[C]`. */
  readonly mean: Float32Array;
  /** Covariance `FᵀF/(h·w) − mean·meanᵀ`, `[C, C]` row-major, symmetric. */
  readonly covariance: Float32Array;
}

/** What a style is to the engine, at one size of the style image. */
export interface ScaleStatistics {
  /** Long side of the style image that these were taken at, px. */
  readonly longSide: number;
  readonly layers: ReadonlyMap<LayerName, LayerStatistics>;
}

/** A style without its picture: per scale and layer, small enough to share. */
export interface StyleStatistics {
  /** `NetworkWeights.id` and pooling the statistics hold for. */
  readonly network: string;
  readonly pooling: Pooling;
  /** Ascending by `longSide`. */
  readonly scales: readonly ScaleStatistics[];
  /** All that is visible of the picture is grey; left out when it is not, or was not asked. */
  readonly grey?: boolean;
}

export interface TakeStatisticsOptions {
  readonly weights: NetworkWeights;
  readonly picture: Pixels;
  readonly pooling?: Pooling;
  /** Feature maps to describe, at least one; default the style layers of the defaults. */
  readonly layers?: readonly LayerName[];
  /**
   * Long sides to describe the style at, px. Where the picture is smaller its own size takes their
   * place; sizes that the network would pool to nothing are left out.
   */
  readonly longSides?: readonly number[];
  readonly signal?: AbortSignal;
}

/** The scales of a 512 px painting. */
const DEFAULT_LONG_SIDES: readonly number[] = [128, 181, 256, 362, 512];

/**
 * Takes the statistics of a style picture, to be used in its place. What is transparent in it has
 * no say.
 *
 * @example
 * const statistics = await takeStyleStatistics({ weights, picture });
 * @throws StyleTransferError `invalid-image`, `invalid-parameter`, `invalid-weights` or `aborted`;
 *   `out-of-memory` or `backend-unavailable` when the backend fails.
 */
export async function takeStyleStatistics(
  options: TakeStatisticsOptions,
): Promise<StyleStatistics> {
  const { weights, picture, pooling = DEFAULT_PARAMETERS.pooling, signal } = options;
  const layers = options.layers ?? (Object.keys(DEFAULT_PARAMETERS.styleLayers) as LayerName[]);
  const { longSides = DEFAULT_LONG_SIDES } = options;
  const style = visibleStyleOf(picture);
  checkRequest(layers, longSides);
  checkNetworkLayers(weights, layers);
  const calibration = weights.calibration?.[pooling] ?? null;
  return onBackend(style.image, async (owned) => {
    const breathe = createBreathing(signal);
    const deepest = deepestOf(layers);
    const network = createNetwork({ weights, deepest, pooling, calibration, breathe });
    owned.push(network.dispose);
    const scales: ScaleStatistics[] = [];
    for (const longSide of usableSides(style, longSides, network)) {
      await nextTask();
      throwIfAborted(signal);
      scales.push(await describe(network, style, longSide, layers, calibration));
    }
    const grey = style.grey ? { grey: true } : {};
    return { network: weights.id, pooling: network.pooling, scales, ...grey };
  });
}

function checkRequest(layers: readonly string[], longSides: readonly number[]): void {
  const unknown = layers.find((layer) => !isLayerName(layer));
  if (layers.length === 0 || unknown !== undefined) {
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`Style statistics need layers out of ${LAYER_NAMES.join(', ')}, but ${unknown ?? sentence`none`} came; name at least one of these.`,
    );
  }
  const wrong = longSides.find((side) => !(Number.isInteger(side) && side >= 1));
  if (longSides.length === 0 || wrong !== undefined) {
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`Style statistics need long sides in whole pixels of at least 1, but ${wrong ?? sentence`none`} came; name at least one.`,
    );
  }
}

/**
 * Ascending, none twice. A side over the picture's own becomes its own, as in a painting, where a
 * style is never enlarged.
 */
function usableSides(
  style: VisibleStyle,
  longSides: readonly number[],
  network: Network,
): number[] {
  const { image } = style;
  const own = Math.max(image.width, image.height);
  const sides = [...new Set(longSides.map((side) => Math.min(side, own)))].sort((a, b) => a - b);
  const measured = (side: number) => shrinkToLongSide(image.width, image.height, side);
  const usable = sides.filter((side) => {
    const { width, height } = measured(side);
    return Math.min(width, height) >= smallestSideOf(network);
  });
  if (usable.length === 0) checkStyleSize(measured(sides.at(-1) ?? own), style, network);
  return usable;
}

async function describe(
  network: Network,
  { image, coverage }: VisibleStyle,
  longSide: number,
  layers: readonly LayerName[],
  calibration: Readonly<Partial<Record<LayerName, number>>> | null,
): Promise<ScaleStatistics> {
  const size = shrinkToLongSide(image.width, image.height, longSide);
  const atSize = coverage && resampleCoverage(coverage, size);
  const moments = await withPass(network, resampleImage(image, size), (maps) =>
    tf.tidy(() =>
      layers.map((layer) => {
        const covered = styleCoverage(atSize, layer);
        const mean = maps.mean(layer, covered);
        const covariance = tf.sub(maps.gram(layer, covered), tf.outerProduct(mean, mean));
        const factor = calibration?.[layer] ?? 1;
        return { mean: tf.div(mean, factor), covariance: tf.div(covariance, factor ** 2) };
      }),
    ),
  );
  const read = new Map<LayerName, LayerStatistics>();
  try {
    for (const [index, { mean, covariance }] of moments.entries()) {
      const values = { mean: await readBack(mean), covariance: await readBack(covariance) };
      read.set(layers[index] as LayerName, values);
    }
  } finally {
    tf.dispose(moments);
  }
  return { longSide, layers: read };
}

/**
 * The Gram matrix that statistics stand for, `[C, C]` in the calibrated network's units (or seen
 * through a projection); the caller disposes it. Between two scales it is a blend of theirs, by the
 * ratio of the sizes: a texture's moments change smoothly with its size. Beyond the last it is the
 * last one's.
 *
 * @throws StyleTransferError `invalid-statistics` when the layer was not described.
 */
export function gramFromStatistics(
  statistics: StyleStatistics,
  longSide: number,
  layer: LayerName,
  factor: number,
  projection: LossProjection | null = null,
): tf.Tensor2D {
  const { below, above, share } = neighboursOf(statistics.scales, longSide);
  const [first, second] = [below, above].map((scale) => layerIn(scale, layer));
  return tf.tidy(() => {
    const smaller = gramOf(first, factor, projection);
    if (share === 0) return smaller;
    const larger = gramOf(second, factor, projection);
    return tf.add(tf.mul(smaller, 1 - share), tf.mul(larger, share)) as tf.Tensor2D;
  });
}

/** The scales on both sides of a size, and the share of the larger one, 0..1. */
function neighboursOf(scales: readonly ScaleStatistics[], longSide: number) {
  const above = scales.find((scale) => scale.longSide >= longSide) ?? scales.at(-1);
  const below = scales.filter((scale) => scale.longSide <= longSide).at(-1) ?? above;
  if (below === undefined || above === undefined || below.longSide >= above.longSide) {
    return { below, above: below, share: 0 };
  }
  const share = Math.log(longSide / below.longSide) / Math.log(above.longSide / below.longSide);
  return { below, above, share };
}

function layerIn(scale: ScaleStatistics | undefined, layer: LayerName): LayerStatistics {
  const found = scale?.layers.get(layer);
  if (found !== undefined) return found;
  const known = [...(scale?.layers.keys() ?? [])].join(', ') || sentence`none`;
  throw new StyleTransferError(
    'invalid-statistics',
    sentence`The style statistics should describe ${layer}, but they hold ${known}; take them anew with that layer, or leave it out of the style layers.`,
  );
}

function gramOf(
  statistics: LayerStatistics,
  factor: number,
  projection: LossProjection | null,
): tf.Tensor2D {
  const mean = tf.mul(tf.tensor1d(statistics.mean), factor) as tf.Tensor1D;
  const covariance = tf.tensor2d(statistics.covariance, [mean.size, mean.size]);
  const own = tf.add(tf.mul(covariance, factor ** 2), tf.outerProduct(mean, mean)) as tf.Tensor2D;
  return projection ? projectGram(own, mean, projection) : own;
}
