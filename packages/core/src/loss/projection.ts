import * as tf from '@tensorflow/tfjs-core';
import type { FeatureGradient, FeatureSums } from '../vgg19/network/feature-maps.js';
import type { LayerName } from '../vgg19/network/layers.js';
import type { LossProjection } from '../vgg19/network/loss-projection.js';
import type { LayerCoverage } from '../vgg19/network/position-weights.js';
import { convolve1x1 } from '../vgg19/tensors/convolve-positions.js';

/** The projected map `[1, h, w, P]` of `[1, h, w, C]`; the caller disposes it. */
export function projectMap(featureMap: tf.Tensor4D, { kernel, bias }: LossProjection): tf.Tensor4D {
  return convolve1x1(featureMap, kernel, bias);
}

/** Takes a gradient `[1, h, w, P]` back through {@link projectMap}; the caller disposes both. */
export function projectMapBackward(gradient: tf.Tensor4D, { kernel }: LossProjection): tf.Tensor4D {
  return tf.tidy(() => convolve1x1(gradient, tf.transpose(kernel), null));
}

/**
 * The Gram matrix `[P, P]` that the projected map would have, from the map's own Gram matrix G and
 * channel means μ: `KᵀGK + Kᵀμbᵀ + bμᵀK + bbᵀ`. Exact, and free of any work at the map's resolution.
 * The caller disposes it.
 */
export function projectGram(
  gram: tf.Tensor2D,
  mean: tf.Tensor1D,
  { kernel, bias }: LossProjection,
): tf.Tensor2D {
  return tf.tidy(() => {
    const transposed = tf.transpose(kernel);
    const square = tf.matMul(tf.matMul(transposed, gram), kernel);
    const meanRow = tf.reshape(tf.matMul(tf.reshape(mean, [1, -1]), kernel), [-1]) as tf.Tensor1D;
    const cross = tf.outerProduct(meanRow, bias);
    const constant = tf.outerProduct(bias, bias);
    return tf.addN([square, cross, tf.transpose(cross), constant]) as tf.Tensor2D;
  });
}

/**
 * The Gram matrix that losses compare: that of a layer's map itself, `[C, C]`, or, through a
 * projection to P channels, the one that the projected map would have, `[P, P]`. Both hold with a
 * coverage, whose weights' mean is 1. The caller disposes it.
 */
export function gramThrough(
  maps: FeatureSums,
  layer: LayerName,
  projection: LossProjection | null,
  coverage: LayerCoverage | null = null,
): tf.Tensor2D {
  if (projection === null) return maps.gram(layer, coverage);
  return tf.tidy(() => {
    const gram = maps.gram(layer, coverage);
    return projectGram(gram, maps.mean(layer, coverage), projection);
  });
}

/**
 * The gradient with respect to the map `[1, h, w, C]` of a loss whose gradient with respect to the
 * projected map F′ is `F′·S` for a symmetric S `[P, P]`: `F′·S·Kᵀ = F·(K·S·Kᵀ) + b·S·Kᵀ`, one
 * product with a small matrix. With a coverage each position's gradient is multiplied by its weight.
 * Consumes S; the caller disposes what comes.
 */
export function gramGradient(
  scaled: tf.Tensor2D,
  projection: LossProjection | null,
  coverage: LayerCoverage | null = null,
): FeatureGradient {
  if (projection === null) return { kind: 'product', matrix: scaled, offset: null, coverage };
  const { kernel, bias } = projection;
  const product = tf.tidy(() => {
    const back = tf.matMul(scaled, tf.transpose(kernel));
    // A sum, because the WASM backend takes a reshaped matrix product for a bias of another rank.
    const offset = tf.sum(tf.mul(tf.reshape(bias, [-1, 1]), back), 0) as tf.Tensor1D;
    return { matrix: tf.matMul(kernel, back) as tf.Tensor2D, offset };
  });
  scaled.dispose();
  return { kind: 'product', ...product, coverage };
}
