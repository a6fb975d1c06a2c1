import * as tf from '@tensorflow/tfjs-core';
import type { Normalisation } from '../preset/schema.js';
import type { LayerName } from '../vgg19/layers.js';
import { type FeatureLoss, SMALLEST_NORM } from './feature-loss.js';
import { gramMatrix, sumOfSquares } from './gram.js';

export interface StyleLossOptions {
  readonly layer: LayerName;
  /** Gram matrix A of the style, `[C, C]`, divided by its own h·w; ownership passes over. */
  readonly target: tf.Tensor2D;
  readonly normalisation: Normalisation;
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
 * @example
 * const loss = styleLoss({ layer: 'conv1_1', target: gramMatrix(styleMap), normalisation: 'relative' });
 */
export function styleLoss({ layer, target, normalisation }: StyleLossOptions): FeatureLoss {
  const targetNorm = tf.tidy(() => tf.keep(tf.maximum(sumOfSquares(target), SMALLEST_NORM)));
  return {
    kind: 'style',
    layer,
    evaluate: (featureMap) => {
      const [, height, width, channels] = featureMap.shape;
      const factor = styleFactor(normalisation, targetNorm, channels, height * width);
      const difference = tf.tidy(() =>
        tf.keep(tf.sub(gramMatrix(featureMap), target) as tf.Tensor2D),
      );
      const loss = tf.tidy(() => tf.keep(tf.mul(factor, sumOfSquares(difference)) as tf.Scalar));
      return {
        loss,
        gradient: (weight) => styleGradient(featureMap, difference, factor, weight),
        dispose: () => tf.dispose([factor, difference, loss]),
      };
    },
    dispose: () => tf.dispose([target, targetNorm]),
  };
}

function styleFactor(
  normalisation: Normalisation,
  targetNorm: tf.Tensor,
  channels: number,
  positions: number,
): tf.Scalar {
  return tf.tidy(() => {
    if (normalisation === 'gatys') return tf.keep(tf.scalar(1 / (4 * channels ** 2)));
    if (normalisation === 'udacity') return tf.keep(tf.scalar(positions / channels ** 3));
    return tf.keep(tf.div(1, targetNorm) as tf.Scalar);
  });
}

function styleGradient(
  featureMap: tf.Tensor4D,
  difference: tf.Tensor2D,
  factor: tf.Scalar,
  weight: number,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [, height, width, channels] = featureMap.shape;
    const rows = tf.reshape(featureMap, [height * width, channels]);
    // The small matrix takes the factors, so that the large map is multiplied once.
    const scaled = tf.mul(difference, tf.mul(factor, (4 * weight) / (height * width)));
    return tf.reshape(tf.matMul(rows, scaled as tf.Tensor2D), featureMap.shape);
  });
}
