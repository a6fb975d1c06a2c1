import * as tf from '@tensorflow/tfjs-core';

/** `map·matrix + bias` at each position; the caller disposes it. */
export function convolve1x1(
  featureMap: tf.Tensor4D,
  matrix: tf.Tensor2D,
  bias: tf.Tensor1D | null,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [inputs, outputs] = matrix.shape;
    const filter = tf.reshape(matrix, [1, 1, inputs, outputs]) as tf.Tensor4D;
    return bias === null
      ? tf.conv2d(featureMap, filter, 1, 'same')
      : tf.fused.conv2d({ x: featureMap, filter, bias, strides: 1, pad: 'same' });
  });
}
