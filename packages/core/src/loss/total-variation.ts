import * as tf from '@tensorflow/tfjs-core';
import { timesPerPosition } from '../vgg19/network/position-weights.js';
import type { PairCoverage } from './layer-coverage.js';
import { sumOfProducts, sumOfSquares } from './sum-of-squares.js';

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
 * With a coverage m a difference counts m·m′ times, the product of its two pixels', and Σm² stands
 * for h·w: what is transparent need not be smooth, nor look like its neighbours.
 *
 * @param weight factor of the gradient; the loss itself is unweighted
 * @param coverage how much each difference counts, default all; stays the caller's
 */
export function totalVariation(
  image: tf.Tensor4D,
  weight: number,
  coverage: PairCoverage | null = null,
): TotalVariation {
  const [, height, width, channels] = image.shape;
  const values = channels * (coverage?.positions ?? height * width);
  return tf.tidy(() => {
    const rows = variationAlong(image, 1, coverage?.down);
    const columns = variationAlong(image, 2, coverage?.across);
    const loss = tf.div(tf.add(rows.squares, columns.squares), values);
    const gradient = tf.mul(tf.add(rows.slope, columns.slope), (2 * weight) / values);
    return { loss: loss as tf.Scalar, gradient: gradient as tf.Tensor4D };
  });
}

/**
 * Squared differences along one axis (1: down, 2: across), summed, and half their gradient; each
 * counted as often as `pairs` says, `[1, h, w, 1]` but one shorter along the axis.
 */
function variationAlong(
  image: tf.Tensor4D,
  axis: 1 | 2,
  pairs: tf.Tensor4D | undefined,
): { squares: tf.Tensor; slope: tf.Tensor } {
  const length = image.shape[axis];
  // One row has no neighbours, and the WASM backend sums an empty tensor to whatever is in memory.
  if (length === 1) return { squares: tf.scalar(0), slope: tf.zerosLike(image) };
  const size: [number, number, number, number] = [...image.shape];
  size[axis] = length - 1;
  const second: [number, number, number, number] = [0, 0, 0, 0];
  second[axis] = 1;
  const difference = tf.sub(
    tf.slice(image, second, size),
    tf.slice(image, [0, 0, 0, 0], size),
  ) as tf.Tensor4D;
  const counted = timesPerPosition(difference, pairs);
  // d/dx of Σ(x[i+1] − x[i])² is 2·(difference to the one before − difference to the one after).
  const slope = tf.sub(padAlong(counted, axis, 1, 0), padAlong(counted, axis, 0, 1));
  const squares = pairs ? sumOfProducts(difference, counted) : sumOfSquares(difference);
  return { squares, slope };
}

function padAlong(tensor: tf.Tensor, axis: 1 | 2, before: number, after: number): tf.Tensor {
  const paddings: [number, number][] = [0, 1, 2, 3].map((each) =>
    each === axis ? [before, after] : [0, 0],
  );
  return tf.pad(tensor, paddings);
}
