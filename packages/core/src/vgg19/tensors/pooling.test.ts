import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { pool, poolBackward } from './pooling.js';

const map = (rows: number[][]): tf.Tensor4D =>
  tf.tensor4d(rows.flat(), [1, rows.length, rows[0]!.length, 1]);

const back = (pooling: 'max' | 'average', input: number[][], gradient: number[][]): number[] =>
  tf.tidy(() => {
    const x = map(input);
    return [...poolBackward(map(gradient), x, pool(x, pooling), pooling).dataSync()];
  });

describe('poolBackward', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('gives the maximum of a window its whole gradient', () => {
    expect(
      back(
        'max',
        [
          [1, 2],
          [4, 3],
        ],
        [[8]],
      ),
    ).toEqual([0, 0, 8, 0]);
  });

  it('shares the gradient among equal maxima: 8 over four, 8 over two', () => {
    expect(
      back(
        'max',
        [
          [5, 5],
          [5, 5],
        ],
        [[8]],
      ),
    ).toEqual([2, 2, 2, 2]);
    expect(
      back(
        'max',
        [
          [5, 1],
          [1, 5],
        ],
        [[8]],
      ),
    ).toEqual([4, 0, 0, 4]);
  });

  it('gives each of four a quarter when averaging', () => {
    expect(
      back(
        'average',
        [
          [1, 2],
          [4, 3],
        ],
        [[8]],
      ),
    ).toEqual([2, 2, 2, 2]);
  });

  it('gives nothing to a row and a column that pooling dropped', () => {
    const input = [
      [1, 2, 9],
      [4, 3, 9],
      [9, 9, 9],
    ];
    expect(back('max', input, [[8]])).toEqual([0, 0, 0, 8, 0, 0, 0, 0, 0]);
    expect(back('average', input, [[8]])).toEqual([2, 2, 0, 2, 2, 0, 0, 0, 0]);
  });
});
