import * as tf from '@tensorflow/tfjs-core';
import type { Pooling } from '../network/layers.js';

/**
 * 2×2 pooling, stride 2, no padding: `[1, h, w, c]` → `[1, ⌊h/2⌋, ⌊w/2⌋, c]`, the last odd row or
 * column dropped. The caller disposes the result.
 */
export function pool(featureMap: tf.Tensor4D, pooling: Pooling): tf.Tensor4D {
  return pooling === 'max'
    ? tf.maxPool(featureMap, 2, 2, 'valid')
    : tf.avgPool(featureMap, 2, 2, 'valid');
}

/**
 * Takes a gradient back through {@link pool}.
 *
 * @param gradient with respect to the pooled map, `[1, ⌊h/2⌋, ⌊w/2⌋, c]`
 * @param input what was pooled, `[1, h, w, c]`
 * @param output what pooling made of it
 * @returns the gradient with respect to `input`, zero in a dropped row or column; the caller disposes it
 */
export function poolBackward(
  gradient: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  pooling: Pooling,
): tf.Tensor4D {
  return tf.tidy(() => {
    if (pooling === 'average') return spread(tf.mul(gradient, 0.25), input);
    // 1 where the input is its window's maximum. Comparing by step(max − input) is ten times
    // faster on the WASM backend than equal(), and exact: the maximum minus itself is 0.
    const winners = tf.sub(1, tf.step(tf.sub(spread(output, input), input)));
    // A flat window has several winners. They share the gradient; passing all of it to each would
    // count it up to four times in the flat areas that drawings and screenshots are full of.
    const winnersPerWindow = tf.mul(tf.avgPool(winners as tf.Tensor4D, 2, 2, 'valid'), 4);
    return tf.mul(winners, spread(tf.div(gradient, winnersPerWindow), input)) as tf.Tensor4D;
  });
}

/** Repeats every value over its 2×2 window; a row or column that pooling dropped becomes 0. */
function spread(pooled: tf.Tensor, like: tf.Tensor4D): tf.Tensor4D {
  const [, pooledHeight, pooledWidth] = pooled.shape as [number, number, number, number];
  const [, height, width] = like.shape;
  const enlarged = tf.image.resizeNearestNeighbor(pooled as tf.Tensor4D, [
    pooledHeight * 2,
    pooledWidth * 2,
  ]);
  const missing: [number, number][] = [
    [0, 0],
    [0, height - pooledHeight * 2],
    [0, width - pooledWidth * 2],
    [0, 0],
  ];
  return missing.some(([, after]) => after > 0)
    ? (tf.pad(enlarged, missing) as tf.Tensor4D)
    : enlarged;
}
