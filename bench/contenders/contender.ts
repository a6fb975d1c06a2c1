// Not all fixtures: this runs in a page, where those that are made with Node cannot be.
import { blobsPicture, type Picture } from '@pastiche/test-fixtures/pictures';
import * as tf from '@tensorflow/tfjs-core';
import { toRgb } from '../../packages/core/src/image/pixels.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';

/** One of the two programs that are compared: it minimizes the same objective with the same Adam. */
export interface Contender {
  readonly name: 'engine' | 'stock';
  /** Evaluates the objective, reads the loss back and moves the image; returns the total loss. */
  iterate(): Promise<number>;
  dispose(): void;
}

/** What a contender is given: pictures `[1, n, n, 3]` in 0..1, which stay the caller's. */
export interface ContenderOptions {
  readonly weights: NetworkWeights;
  readonly content: tf.Tensor4D;
  readonly style: tf.Tensor4D;
}

/** Content and style of `size` × `size` px, made by seed. */
export function benchPictures(size: number): Pick<ContenderOptions, 'content' | 'style'> {
  return {
    content: toTensor(blobsPicture(size, size, 1)),
    style: toTensor(blobsPicture(size, size, 2)),
  };
}

function toTensor(picture: Picture): tf.Tensor4D {
  const { width, height, data } = toRgb(picture);
  return tf.tensor4d(data, [1, height, width, 3]);
}
