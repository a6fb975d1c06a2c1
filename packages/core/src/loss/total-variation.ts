import * as tf from '@tensorflow/tfjs-core';
import { sumOfSquares } from './gram.js';

/** The total variation of an image and its gradient. */
export interface TotalVariation {
  /** Scalar; the caller disposes it. */
  readonly loss: tf.Scalar;
  /** `[1, h, w, 3]`; the caller disposes it. */
  readonly gradient: tf.Tensor4D;
}

/**
 * Total variation of an image `[1, h, w, 3]`: the squared differences of all vertical and
 * horizontal neighbours, summed and divided by h·w·3, so that a weight means the same at every
 * size (Mahendran & Vedaldi 2015, equation 3 with β = 2; the sum is theirs, the mean ours).
 *
 * @param weight factor of the gradient; the loss itself is unweighted
 */
export function totalVariation(image: tf.Tensor4D, weight: number): TotalVariation {
  return tf.tidy(() => {
    const [, height, width, channels] = image.shape;
    const vertical = tf.sub(
      tf.slice(image, [0, 1, 0, 0], [1, height - 1, width, channels]),
      tf.slice(image, [0, 0, 0, 0], [1, height - 1, width, channels]),
    );
    const horizontal = tf.sub(
      tf.slice(image, [0, 0, 1, 0], [1, height, width - 1, channels]),
      tf.slice(image, [0, 0, 0, 0], [1, height, width - 1, channels]),
    );
    const loss = tf.div(tf.add(sumOfSquares(vertical), sumOfSquares(horizontal)), image.size);
    // d/dx of Σ(x[i+1] − x[i])² is 2·(difference to the one before − difference to the one after).
    const slope = tf.add(
      tf.sub(padRows(vertical, 1, 0), padRows(vertical, 0, 1)),
      tf.sub(padColumns(horizontal, 1, 0), padColumns(horizontal, 0, 1)),
    );
    const gradient = tf.mul(slope, (2 * weight) / image.size);
    return { loss: loss as tf.Scalar, gradient: gradient as tf.Tensor4D };
  });
}

function padRows(tensor: tf.Tensor, before: number, after: number): tf.Tensor {
  return tf.pad(tensor, [
    [0, 0],
    [before, after],
    [0, 0],
    [0, 0],
  ]);
}

function padColumns(tensor: tf.Tensor, before: number, after: number): tf.Tensor {
  return tf.pad(tensor, [
    [0, 0],
    [0, 0],
    [before, after],
    [0, 0],
  ]);
}
