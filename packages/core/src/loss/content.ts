import * as tf from '@tensorflow/tfjs-core';
import type { Normalisation } from '../preset/schema.js';
import type { LayerName } from '../vgg19/layers.js';
import { type FeatureLoss, SMALLEST_NORM } from './feature-loss.js';
import { sumOfSquares } from './gram.js';

export interface ContentLossOptions {
  readonly layer: LayerName;
  /** Feature map P of the content image, `[1, h, w, C]`; ownership passes over. */
  readonly target: tf.Tensor4D;
  readonly normalisation: Normalisation;
}

/**
 * How far a feature map F is from the content image's P (Gatys et al. 2016, equation 1):
 * `k·‖F − P‖²`, with gradient `2k·(F − P)`, where k is
 * - `relative`: 1/‖P‖², dimensionless, so that a weight means the same at every size;
 * - `gatys`: 1/2, the paper's;
 * - `udacity`: 1/(h·w·C), the course's mean.
 *
 * @example
 * const loss = contentLoss({ layer: 'conv4_2', target, normalisation: 'relative' });
 */
export function contentLoss({ layer, target, normalisation }: ContentLossOptions): FeatureLoss {
  const factor = tf.keep(contentFactor(target, normalisation));
  return {
    kind: 'content',
    layer,
    evaluate: (featureMap) => {
      const loss = tf.tidy(() =>
        tf.keep(tf.mul(factor, sumOfSquares(tf.sub(featureMap, target))) as tf.Scalar),
      );
      return {
        loss,
        gradient: (weight) =>
          tf.tidy(() => tf.mul(tf.mul(factor, 2 * weight), tf.sub(featureMap, target))),
        dispose: () => loss.dispose(),
      };
    },
    dispose: () => tf.dispose([target, factor]),
  };
}

function contentFactor(target: tf.Tensor4D, normalisation: Normalisation): tf.Scalar {
  return tf.tidy(() => {
    if (normalisation === 'gatys') return tf.scalar(0.5);
    if (normalisation === 'udacity') return tf.scalar(1 / target.size);
    return tf.div(1, tf.maximum(sumOfSquares(target), SMALLEST_NORM)) as tf.Scalar;
  });
}
