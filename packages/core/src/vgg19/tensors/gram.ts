import * as tf from '@tensorflow/tfjs-core';
import { type LayerCoverage, timesPerPosition } from '../network/position-weights.js';

/**
 * The Gram matrix of a feature map: how strongly its channels occur together, wherever they occur
 * (Gatys et al. 2016, equation 3). With F the feature map as an `[h·w, C]` matrix,
 * `G = FᵀF / (h·w)`.
 *
 * The paper's G is not divided by h·w; dividing makes style images of any size comparable.
 *
 * With a coverage m each position counts m² times: `G = Fᵀ·diag(m²)·F / Σm²`.
 *
 * @param featureMap `[1, h, w, C]`
 * @returns `[C, C]`; the caller disposes it
 */
export function gramMatrix(
  featureMap: tf.Tensor4D,
  coverage: LayerCoverage | null = null,
): tf.Tensor2D {
  return tf.tidy(() => {
    const [, height, width, channels] = featureMap.shape;
    const covered = timesPerPosition(featureMap, coverage?.root);
    const rows = tf.reshape(covered, [height * width, channels]);
    // An explicit transpose is 6 to 27 times faster on the WASM backend than matMul(…, transposeA).
    const product = tf.matMul(tf.transpose(rows), rows);
    return tf.div(product, height * width) as tf.Tensor2D;
  });
}

/**
 * Mean of each channel of a feature map `[1, h, w, C]`, as `[C]`; with a coverage m `Σm²f / Σm²`.
 * The caller disposes it.
 */
export function channelMean(
  featureMap: tf.Tensor4D,
  coverage: LayerCoverage | null = null,
): tf.Tensor1D {
  return tf.tidy(() => {
    if (coverage === null) return tf.mean(tf.mean(featureMap, 2), [0, 1]) as tf.Tensor1D;
    const [, height, width, channels] = featureMap.shape;
    // Row by row as small products: the weighted map itself would be as large as the map.
    const rows = tf.reshape(featureMap, [height, width, channels]);
    const weights = tf.reshape(coverage.weight, [height, 1, width]);
    return tf.div(tf.sum(tf.matMul(weights, rows), [0, 1]), height * width) as tf.Tensor1D;
  });
}
