import * as tf from '@tensorflow/tfjs-core';

/**
 * How much each position of a feature map counts: with m the coverage there, a sum over positions
 * weighs each by m² (Gatys et al. 2017, "Controlling Perceptual Factors", section 3: features times
 * their guidance, then the Gram matrix). Scaled so that the weights' mean is 1: then a mean over
 * h·w positions of what is weighted is the weighted mean, and no formula needs another divisor.
 */
export interface LayerCoverage {
  /** `√(h·w/Σm²)·m`, `[1, h, w, 1]`. */
  readonly root: tf.Tensor4D;
  /** Its square, `[1, h, w, 1]`: mean 1. */
  readonly weight: tf.Tensor4D;
  /** Σm², which stands for h·w: how many positions count. 0 where nothing visible gets so deep. */
  readonly positions: number;
}

/** A map `[1, h, w, C]` times a factor per position, `[1, h, w, 1]`; the map itself without one. */
export function timesPerPosition(map: tf.Tensor4D, factor: tf.Tensor4D | undefined): tf.Tensor4D {
  return factor === undefined ? map : (tf.mul(map, factor) as tf.Tensor4D);
}
