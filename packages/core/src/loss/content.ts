import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import type { Normalization } from '../parameters/schema.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { LossProjection } from '../vgg19/network/loss-projection.js';
import { type LayerCoverage, timesPerPosition } from '../vgg19/network/position-weights.js';
import { type FeatureLoss, SMALLEST_NORM } from './feature-loss.js';
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
    () => tf.keep(contentFactor(options)),
  );
  const difference = (featureMap: tf.Tensor4D): tf.Tensor4D =>
    tf.sub(projection ? projectMap(featureMap, projection) : featureMap, target);
  return {
    kind: 'content',
    layer,
    evaluate: (maps) => {
      const featureMap = maps.featureMap(layer);
      const loss = tf.tidy(
        () => tf.mul(factor, coveredSquares(difference(featureMap), coverage)) as tf.Scalar,
      );
      return {
        loss,
        gradient: (weight) => {
          const map = tf.tidy(() => {
            const gradient = tf.mul(tf.mul(factor, 2 * weight), difference(featureMap));
            const own = projection
              ? projectMapBackward(gradient as tf.Tensor4D, projection)
              : (gradient as tf.Tensor4D);
            return timesPerPosition(own, coverage?.weight);
          });
          return { kind: 'map', map };
        },
        dispose: () => loss.dispose(),
      };
    },
    dispose: () => tf.dispose([target, factor, ...tensorsOf(coverage)]),
  };
}

/** `Σm²·x²` but for the coverage's own scale: its weights' mean is 1. */
function coveredSquares(map: tf.Tensor4D, coverage: LayerCoverage | null): tf.Scalar {
  return tf.tidy(() => sumOfSquares(timesPerPosition(map, coverage?.root)));
}

function contentFactor(options: ContentLossOptions): tf.Scalar {
  const { target, normalization, projection, gain = 1, coverage = null } = options;
  const [, height, width, channels] = target.shape;
  return tf.tidy(() => {
    if (normalization === 'gatys') {
      // The only one with a sum: it has to be of m² itself, not of the weights whose mean is 1.
      return tf.scalar((gain / 2) * (coverage ? coverage.positions / (height * width) : 1));
    }
    if (normalization === 'udacity') {
      return tf.scalar(gain / (height * width * (projection?.teacherChannels ?? channels)));
    }
    const norm = coveredSquares(target, coverage);
    return tf.div(gain, tf.maximum(norm, SMALLEST_NORM)) as tf.Scalar;
  });
}
