import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import type { Normalization } from '../parameters/schema.js';
import type { FeatureGradient } from '../vgg19/network/feature-maps.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { LossProjection } from '../vgg19/network/loss-projection.js';
import { type LayerCoverage, timesPerPosition } from '../vgg19/network/position-weights.js';
import { type EvaluatedLoss, type FeatureLoss, SMALLEST_NORM } from './feature-loss.js';
import { keepCoverage, tensorsOf } from './layer-coverage.js';
import { projectMap, projectMapBackward } from './projection.js';
import { sumOfSquares } from './sum-of-squares.js';

export interface ContentLossOptions {
  readonly layer: LayerName;
  /** Feature map P of the content image, `[1, h, w, C]`; ownership passes over. */
  readonly target: tf.Tensor4D;
  readonly normalization: Normalization;
  /** The map through which a distilled network is looked at; the target has passed it already. */
  readonly projection?: LossProjection | null;
  /** Multiplies the loss, default 1; see `NetworkWeights.contentGain`. */
  readonly gain?: number;
  /** Where the content counts, default everywhere; ownership passes over. */
  readonly coverage?: LayerCoverage | null;
}

/**
 * How far a feature map F is from the content image's P (Gatys et al. 2016, equation 1):
 * `k·‖F − P‖²`, with gradient `2k·(F − P)`, where k is
 * - `relative`: 1/‖P‖², dimensionless, so that a weight means the same at every size;
 * - `gatys`: 1/2, the paper's;
 * - `udacity`: 1/(h·w·C), the course's mean.
 *
 * With a coverage m each position counts m² times, in ‖F − P‖² and in ‖P‖², and Σm² stands for h·w.
 *
 * @example
 * const loss = contentLoss({ layer: 'conv4_2', target, normalization: 'relative' });
 */
export function contentLoss(options: ContentLossOptions): FeatureLoss {
  const { layer, target, projection = null } = options;
  const coverage = keepCoverage(options.coverage ?? null);
  const factor = freeOnFailure(
    () => tf.dispose([target, ...tensorsOf(coverage)]),
    () => tf.keep(factorOf(options)),
  );
  return {
    kind: 'content',
    layer,
    evaluate: (maps) =>
      evaluateContent({ map: maps.featureMap(layer), target, factor, projection, coverage }),
    dispose: () => tf.dispose([target, factor, ...tensorsOf(coverage)]),
  };
}

/** A feature map beside its target. */
export interface ContentDistance {
  /** `[1, h, w, C]`, needed until the result has been used. */
  readonly map: tf.Tensor4D;
  /** `[1, h, w, C]`, or what the projection makes of it. */
  readonly target: tf.Tensor4D;
  /** k of {@link contentLoss}. */
  readonly factor: tf.Scalar;
  readonly projection: LossProjection | null;
  readonly coverage: LayerCoverage | null;
}

/** Its gradient is a map. */
export interface EvaluatedContent extends EvaluatedLoss {
  gradient(weight: number): Extract<FeatureGradient, { kind: 'map' }>;
}

/** The content loss at one map, or at a part of one; nothing passes over. */
export function evaluateContent(distance: ContentDistance): EvaluatedContent {
  const { map, target, factor, projection, coverage } = distance;
  const difference = (): tf.Tensor4D =>
    tf.sub(projection ? projectMap(map, projection) : map, target);
  const loss = tf.tidy(() => tf.mul(factor, coveredSquares(difference(), coverage)) as tf.Scalar);
  return {
    loss,
    gradient: (weight) => {
      const gradient = tf.tidy(() => {
        const scaled = tf.mul(tf.mul(factor, 2 * weight), difference()) as tf.Tensor4D;
        const own = projection ? projectMapBackward(scaled, projection) : scaled;
        return timesPerPosition(own, coverage?.weight);
      });
      return { kind: 'map', map: gradient };
    },
    dispose: () => loss.dispose(),
  };
}

/** `Σm²·x²` but for the coverage's own scale: its weights' mean is 1. */
export function coveredSquares(map: tf.Tensor4D, coverage: LayerCoverage | null): tf.Scalar {
  return tf.tidy(() => sumOfSquares(timesPerPosition(map, coverage?.root)));
}

/** What the factor of a content loss depends on, over all of the picture. */
export interface ContentScale {
  readonly normalization: Normalization;
  readonly gain: number;
  /** h·w of the map, and Σm² of its coverage, which stands for it. */
  readonly size: number;
  readonly positions: number;
  /** Channels of the map, a teacher's where there is one. */
  readonly channels: number;
  /** ‖P‖² as {@link coveredSquares} has it; asked for `relative` alone. */
  readonly norm: () => tf.Scalar;
}

/** k of {@link contentLoss}; the caller disposes it. */
export function contentFactor(scale: ContentScale): tf.Scalar {
  const { normalization, gain, size, positions, channels, norm } = scale;
  return tf.tidy(() => {
    // The only one with a sum: it has to be of m² itself, not of the weights whose mean is 1.
    if (normalization === 'gatys') return tf.scalar((gain / 2) * (positions / size));
    if (normalization === 'udacity') return tf.scalar(gain / (size * channels));
    return tf.div(gain, tf.maximum(norm(), SMALLEST_NORM)) as tf.Scalar;
  });
}

function factorOf(options: ContentLossOptions): tf.Scalar {
  const { target, normalization, projection, gain = 1, coverage = null } = options;
  const [, height, width, channels] = target.shape;
  const size = height * width;
  return contentFactor({
    normalization,
    gain,
    size,
    positions: coverage?.positions ?? size,
    channels: projection?.teacherChannels ?? channels,
    norm: () => coveredSquares(target, coverage),
  });
}
