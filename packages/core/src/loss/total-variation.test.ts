import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { totalVariation } from './total-variation.js';

/** Greys as an image: the three channels are equal. */
const grey = (rows: number[][]) =>
  tf.tensor4d(
    rows.flatMap((row) => row.flatMap((value) => [value, value, value])),
    [1, rows.length, rows[0]!.length, 3],
  );

describe.each(['cpu', 'wasm'])('the total variation on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('of 2 × 3 px, by hand', () => {
    const before = tf.memory().numTensors;
    const image = grey([
      [0, 1, 3],
      [2, 2, 0],
    ]);
    const { loss, gradient } = totalVariation(image, 5);
    // Down: 2, 1, −3; across: 1, 2 and 0, −2. All squared, in three channels, over 2·3·3 values.
    const squares = 4 + 1 + 9 + (1 + 4) + (0 + 4);
    expect(loss.dataSync()[0]).toBeCloseTo((3 * squares) / 18, 6);
    // Half the slope at a pixel: its differences from all its neighbours, summed.
    const halfSlope = [
      [0 - 2 + 0 - 1, 1 - 2 + 1 - 0 + 1 - 3, 3 - 0 + 3 - 1],
      [2 - 0 + 2 - 2, 2 - 1 + 2 - 2 + 2 - 0, 0 - 3 + 0 - 2],
    ].flatMap((row) => row.flatMap((value) => [value, value, value]));
    const expected = halfSlope.map((value) => (5 * 2 * value) / 18);
    expect(gradient.shape).toEqual([1, 2, 3, 3]);
    expect(gradient.dataSync()).toBeAllClose(expected, 1e-6);
    tf.dispose([image, loss, gradient]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps the channels apart', () => {
    tf.tidy(() => {
      const { loss, gradient } = totalVariation(tf.tensor4d([0, 0, 0, 0, 1, 0], [1, 1, 2, 3]), 1);
      expect(loss.dataSync()[0]).toBeCloseTo(1 / 6, 6);
      expect(gradient.dataSync()).toBeAllClose([0, -2 / 6, 0, 0, 2 / 6, 0], 1e-6);
    });
  });

  it.each([
    [
      'a flat image',
      [
        [0.7, 0.7],
        [0.7, 0.7],
      ],
    ],
    ['a single pixel', [[0.3]]],
  ])('is 0 for %s', (_, rows) => {
    tf.tidy(() => {
      const { loss, gradient } = totalVariation(grey(rows), 1);
      expect(loss.dataSync()[0]).toBe(0);
      expect([...gradient.dataSync()].every((value) => value === 0)).toBe(true);
    });
  });

  it.each([
    ['row', [[0, 1, 4]]],
    ['column', [[0], [1], [4]]],
  ])('of a single %s counts its one direction', (_, rows) => {
    tf.tidy(() => {
      const { loss, gradient } = totalVariation(grey(rows), 1);
      expect(loss.dataSync()[0]).toBeCloseTo((3 * (1 + 9)) / 9, 6);
      const expected = [-1, 1 - 3, 3].flatMap((v) => [v, v, v]).map((v) => (2 * v) / 9);
      expect(gradient.dataSync()).toBeAllClose(expected, 1e-6);
    });
  });
});
