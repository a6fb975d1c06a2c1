import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientMap, tensorFeatureMaps } from '../vgg19/tensors/tensor-network.js';
import { contentLoss } from './content.js';

/** Two channels on 1 × 2 px: P = [(1, 2), (0, 2)], F = [(3, 2), (1, 0)], so F − P = [(2, 0), (1, −2)]. */
const P = [1, 2, 0, 2];
const F = [3, 2, 1, 0];
const SQUARED_DISTANCE = 4 + 0 + 1 + 4;
const SQUARED_NORM = 1 + 4 + 0 + 4;

const map = (values: number[]) => tf.tensor4d(values, [1, 1, 2, 2]);
const mapsOf = (tensor: tf.Tensor4D) => tensorFeatureMaps(() => tensor);

describe.each(['cpu', 'wasm'])('the content loss on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each([
    ['relative', 1 / SQUARED_NORM],
    ['gatys', 1 / 2],
    ['udacity', 1 / 4],
  ] as const)('is k·‖F − P‖² with gradient 2k·(F − P): %s', (normalization, k) => {
    const before = tf.memory().numTensors;
    const term = contentLoss({ layer: 'conv4_2', target: map(P), normalization });
    const featureMap = map(F);
    const evaluated = term.evaluate(mapsOf(featureMap));
    expect(evaluated.loss.dataSync()[0]).toBeCloseTo(k * SQUARED_DISTANCE, 5);
    const gradient = gradientMap(evaluated.gradient(3), featureMap);
    expect(gradient.shape).toEqual([1, 1, 2, 2]);
    const expected = [2, 0, 1, -2].map((difference) => 3 * 2 * k * difference);
    expect(gradient.dataSync()).toBeAllClose(expected, 1e-6);
    expect([term.kind, term.layer]).toEqual(['content', 'conv4_2']);
    gradient.dispose();
    evaluated.dispose();
    term.dispose();
    featureMap.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(['relative', 'gatys', 'udacity'] as const)(
    'is multiplied by its gain: %s',
    (normalization) => {
      tf.tidy(() => {
        const [one, two] = [1, 2.5].map((gain) => {
          const term = contentLoss({ layer: 'conv4_2', target: map(P), normalization, gain });
          const seen = map(F);
          const evaluated = term.evaluate(mapsOf(seen));
          const gradient = gradientMap(evaluated.gradient(1), seen);
          return [evaluated.loss.dataSync()[0]!, ...gradient.dataSync()];
        });
        expect(two).toBeAllClose(
          one!.map((value) => 2.5 * value),
          1e-6,
        );
      });
    },
  );

  it('does not change with the scale of the features when relative', () => {
    const losses = [1, 1000].map((factor) =>
      tf.tidy(() => {
        const target = map(P.map((value) => factor * value));
        const term = contentLoss({ layer: 'conv4_2', target, normalization: 'relative' });
        const { loss } = term.evaluate(mapsOf(map(F.map((value) => factor * value))));
        return loss.dataSync()[0]!;
      }),
    );
    expect(losses[0]).toBeCloseTo(1, 6);
    expect(losses[1]).toBeCloseTo(losses[0]!, 6);
  });

  it('stays finite where the content has no feature at all', () => {
    tf.tidy(() => {
      const target = map([0, 0, 0, 0]);
      const term = contentLoss({ layer: 'conv4_2', target, normalization: 'relative' });
      const seen = map([0, 0, 0, 0]);
      const none = term.evaluate(mapsOf(seen));
      expect(none.loss.dataSync()[0]).toBe(0);
      expect([...gradientMap(none.gradient(1), seen).dataSync()]).toEqual([0, 0, 0, 0]);
      expect(Number.isFinite(term.evaluate(mapsOf(map(F))).loss.dataSync()[0])).toBe(true);
    });
  });
});
