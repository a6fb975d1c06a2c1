import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sumOfSquares } from '../../loss/sum-of-squares.js';
import { channelMean, gramMatrix } from './gram.js';

describe('gramMatrix', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is FᵀF over the number of positions', () => {
    tf.tidy(() => {
      // F = [[1, 2], [3, 4]]: two positions, two channels.
      // FᵀF = [[1·1 + 3·3, 1·2 + 3·4], [2·1 + 4·3, 2·2 + 4·4]] = [[10, 14], [14, 20]]; over 2.
      const featureMap = tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]);
      expect([...gramMatrix(featureMap).dataSync()]).toEqual([5, 7, 7, 10]);
    });
  });

  it('does not depend on where in the image things are', () => {
    tf.tidy(() => {
      const a = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 3, 1, 2]);
      const b = tf.tensor4d([5, 6, 1, 2, 3, 4], [1, 1, 3, 2]);
      expect([...gramMatrix(a).dataSync()]).toEqual([...gramMatrix(b).dataSync()]);
    });
  });

  it('leaves nothing but its result', () => {
    const featureMap = tf.ones([1, 4, 4, 3]) as tf.Tensor4D;
    const before = tf.memory().numTensors;
    const results = [gramMatrix(featureMap), channelMean(featureMap), sumOfSquares(featureMap)];
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose([featureMap, ...results]);
  });
});

describe('channelMean and sumOfSquares', () => {
  it('are the mean over positions and Σx²', () => {
    tf.tidy(() => {
      const featureMap = tf.tensor4d([1, 2, 3, 4, 5, 9], [1, 3, 1, 2]);
      expect([...channelMean(featureMap).dataSync()]).toEqual([3, 5]);
      expect(sumOfSquares(featureMap).dataSync()[0]).toBe(1 + 4 + 9 + 16 + 25 + 81);
    });
  });
});
