import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import type { Normalisation } from '../preset/schema.js';
import type { LayerName } from '../vgg19/layers.js';
import { type FeatureLoss, SMALLEST_NORM } from './feature-loss.js';
import { sumOfSquares } from './gram.js';
import { type LossProjection, projectMap, projectMapBackward } from './projection.js';

export interface ContentLossOptions {
  readonly layer: LayerName;
  /** Feature map P of the content image, `[1, h, w, C]`; ownership passes over. */
  readonly target: tf.Tensor4D;
  readonly normalisation: Normalisation;
  /** The map through which a distilled network is looked at; the target has passed it already. */
  readonly projection?: LossProjection | null;
  /** Multiplies the loss, default 1; see `NetworkWeights.contentGain`. */
  readonly gain?: number;
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
export function contentLoss(options: ContentLossOptions): FeatureLoss {
  const { layer, target, projection = null } = options;
  const factor = freeOnFailure(
    () => target.dispose(),
    () => tf.keep(contentFactor(options)),
  );
  const difference = (featureMap: tf.Tensor4D): tf.Tensor4D =>
    tf.sub(projection ? projectMap(featureMap, projection) : featureMap, target);
  return {
    kind: 'content',
    layer,
    evaluate: (featureMap) => {
      const loss = tf.tidy(() => tf.mul(factor, sumOfSquares(difference(featureMap))) as tf.Scalar);
      return {
        loss,
        gradient: (weight) =>
          tf.tidy(() => {
            const gradient = tf.mul(tf.mul(factor, 2 * weight), difference(featureMap));
            return projection
              ? projectMapBackward(gradient as tf.Tensor4D, projection)
              : (gradient as tf.Tensor4D);
          }),
        dispose: () => loss.dispose(),
      };
    },
    dispose: () => tf.dispose([target, factor]),
  };
}

function contentFactor(options: ContentLossOptions): tf.Scalar {
  const { target, normalisation, projection, gain = 1 } = options;
  return tf.tidy(() => {
    if (normalisation === 'gatys') return tf.scalar(gain / 2);
    if (normalisation === 'udacity') {
      const [, height, width, channels] = target.shape;
      return tf.scalar(gain / (height * width * (projection?.teacherChannels ?? channels)));
    }
    return tf.div(gain, tf.maximum(sumOfSquares(target), SMALLEST_NORM)) as tf.Scalar;
  });
}
