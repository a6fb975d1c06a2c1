import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import type { Normalization } from '../parameters/schema.js';
import type { FeatureSums } from '../vgg19/network/feature-maps.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { LossProjection } from '../vgg19/network/loss-projection.js';
import type { LayerCoverage } from '../vgg19/network/position-weights.js';
import { type EvaluatedLoss, type FeatureLoss, SMALLEST_NORM } from './feature-loss.js';
import { keepCoverage, tensorsOf } from './layer-coverage.js';
import { gramGradient, gramThrough } from './projection.js';
import { sumOfSquares } from './sum-of-squares.js';

export interface StyleLossOptions {
  readonly layer: LayerName;
  /** Gram matrix A of the style, `[C, C]`, divided by its own h·w; ownership passes over. */
  readonly target: tf.Tensor2D;
  readonly normalization: Normalization;
  /** The map through which a distilled network is looked at; the target has passed it already. */
  readonly projection?: LossProjection | null;
  /** Where the feature map counts, default all of it; ownership passes over. */
  readonly coverage?: LayerCoverage | null;
  /** How many positions count of the whole image (M of `udacity`), default the coverage's, or h·w. */
  readonly positions?: number;
  /** Multiplies the loss, default 1: the image's share that a region with a style of its own has, say. */
  readonly share?: number;
}

/** A loss that sums over positions suffice for. */
export interface StyleLoss extends FeatureLoss {
  evaluate(maps: FeatureSums): EvaluatedLoss;
}

/**
 * How far a feature map's Gram matrix G is from the style's A (Gatys et al. 2016, equation 4):
 * `k·‖G − A‖²`, with gradient `4k/(h·w)·F·(G − A)`. With M = h·w of F, k is
 * - `relative`: 1/‖A‖², dimensionless, so that a weight means the same in every layer and size;
 * - `gatys`: 1/(4C²), which is the paper's 1/(4C²M²)·Σ(FᵀF − AᵀA)² for Grams divided by M;
 * - `udacity`: M/C³, which is the course's mean((FᵀF − AᵀA)²)/(C·h·w).
 *
 * Departure from both: each Gram is divided by its own image's M first, so a style image of
 * another size than the content is not mistaken for a stronger or weaker one.
 *
 * With a coverage m each position of F counts m² times: `G = Fᵀ·diag(m²)·F / Σm²`, M = Σm², and the
 * gradient is `4k/Σm²·diag(m²)·F·(G − A)`. Where Σm² is 0 there is nothing to style: the loss is 0.
 *
 * A part of an image with a style of its own has its own loss, times the share of the positions that it has: then
 * each position is pulled as strongly as if the whole image were of that part (Gatys et al. 2017, section 3, leave
 * the weight of each region open).
 *
 * @example
 * const loss = styleLoss({ layer: 'conv1_1', target: gramMatrix(styleMap), normalization: 'relative' });
 */
export function styleLoss(options: StyleLossOptions): StyleLoss {
  const { layer, target, normalization, projection = null } = options;
  const coverage = keepCoverage(options.coverage ?? null);
  const targetNorm = freeOnFailure(
    () => tf.dispose([target, ...tensorsOf(coverage)]),
    () => tf.tidy(() => tf.keep(tf.maximum(sumOfSquares(target), SMALLEST_NORM))),
  );
  return {
    kind: 'style',
    layer,
    evaluate: (maps) => {
      const [, height, width, own] = maps.shape(layer);
      const channels = projection?.teacherChannels ?? own;
      const { share = 1 } = options;
      const positions = options.positions ?? coverage?.positions ?? height * width;
      // One scope, so that none is left when another fails.
      const { factor, difference, loss } = tf.tidy(() => {
        const whole = styleFactor(normalization, targetNorm, channels, positions);
        const factor = share === 1 ? whole : (tf.mul(whole, share) as tf.Scalar);
        const gram = gramThrough(maps, layer, projection, coverage);
        const difference = tf.sub(gram, target) as tf.Tensor2D;
        return { factor, difference, loss: tf.mul(factor, sumOfSquares(difference)) as tf.Scalar };
      });
      return {
        loss,
        gradient: (weight) => {
          // The small matrix takes the factors, so that the large map is multiplied once. The mean
          // of a coverage's weights is 1, so h·w divides with one too.
          const scale = (4 * weight) / (height * width);
          const scaled = tf.tidy(() => tf.mul(difference, tf.mul(factor, scale))) as tf.Tensor2D;
          return gramGradient(scaled, projection, coverage);
        },
        dispose: () => tf.dispose([factor, difference, loss]),
      };
    },
    dispose: () => tf.dispose([target, targetNorm, ...tensorsOf(coverage)]),
  };
}

function styleFactor(
  normalization: Normalization,
  targetNorm: tf.Tensor,
  channels: number,
  positions: number,
): tf.Scalar {
  return tf.tidy(() => {
    if (positions === 0) return tf.scalar(0);
    if (normalization === 'gatys') return tf.scalar(1 / (4 * channels ** 2));
    if (normalization === 'udacity') return tf.scalar(positions / channels ** 3);
    return tf.div(1, targetNorm) as tf.Scalar;
  });
}
