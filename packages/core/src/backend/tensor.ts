import * as tf from '@tensorflow/tfjs-core';
import type { RgbImage } from '../image/pixels.js';
import { readBack } from './read-back.js';

/** An image as a `[1, h, w, 3]` tensor of RGB in 0..1; the caller disposes it. */
export function toTensor({ width, height, data }: RgbImage): tf.Tensor4D {
  return tf.tensor4d(data, [1, height, width, 3]);
}

/** Reads a `[1, h, w, 3]` tensor back; the tensor stays the caller's. */
export async function fromTensor(tensor: tf.Tensor4D): Promise<RgbImage> {
  const [, height, width] = tensor.shape;
  return { width, height, data: await readBack(tensor) };
}
