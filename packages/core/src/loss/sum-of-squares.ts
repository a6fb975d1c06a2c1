import * as tf from '@tensorflow/tfjs-core';

/**
 * Sum of squares of all elements, as a scalar; the caller disposes it. Summed axis by axis:
 * one running float32 sum over millions of elements would lose digits.
 */
export function sumOfSquares(tensor: tf.Tensor): tf.Scalar {
  return tf.tidy(() => sumOfAll(tf.square(tensor)));
}

/** Sum of a[i]·b[i] over all elements, summed as {@link sumOfSquares}; the caller disposes it. */
export function sumOfProducts(a: tf.Tensor, b: tf.Tensor): tf.Scalar {
  return tf.tidy(() => sumOfAll(tf.mul(a, b)));
}

function sumOfAll(tensor: tf.Tensor): tf.Scalar {
  let sum = tensor;
  while (sum.rank > 0) sum = tf.sum(sum, sum.rank - 1);
  return sum as tf.Scalar;
}
