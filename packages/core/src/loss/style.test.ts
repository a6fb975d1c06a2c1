import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { gramMatrix } from '../vgg19/tensors/gram.js';
import { gradientMap, tensorFeatureMaps } from '../vgg19/tensors/tensor-network.js';
import { styleLoss } from './style.js';

/**
 * Two channels on 1 × 2 px: F = [(1, 2), (3, 0)], so FᵀF = [(10, 2), (2, 4)] and with M = 2
 * G = [(5, 1), (1, 2)]. Against A = [(3, 1), (1, 0)]: G − A = [(2, 0), (0, 2)].
 */
const F = [1, 2, 3, 0];
const A = [3, 1, 1, 0];
const M = 2;
const C = 2;
const SQUARED_DISTANCE = 4 + 0 + 0 + 4;
const SQUARED_NORM = 9 + 1 + 1 + 0;
/** F·(G − A): each pixel's features times 2. */
const PRODUCT = [2, 4, 6, 0];

const map = (values: number[]) => tf.tensor4d(values, [1, 1, 2, 2]);
const mapsOf = (tensor: tf.Tensor4D) => tensorFeatureMaps(() => tensor);

describe.each(['cpu', 'wasm'])('the style loss on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each([
    ['relative', 1 / SQUARED_NORM],
    ['gatys', 1 / (4 * C ** 2)],
    ['udacity', M / C ** 3],
  ] as const)('is k·‖G − A‖² with gradient 4k/M·F·(G − A): %s', (normalization, k) => {
    const before = tf.memory().numTensors;
    const target = tf.tensor2d(A, [2, 2]);
    const term = styleLoss({ layer: 'conv1_1', target, normalization });
    const featureMap = map(F);
    const evaluated = term.evaluate(mapsOf(featureMap));
    expect(evaluated.loss.dataSync()[0]).toBeCloseTo(k * SQUARED_DISTANCE, 5);
    const gradient = gradientMap(evaluated.gradient(3), featureMap);
    expect(gradient.shape).toEqual([1, 1, 2, 2]);
    const expected = PRODUCT.map((value) => (3 * 4 * k * value) / M);
    expect(gradient.dataSync()).toBeAllClose(expected, 1e-6);
    expect([term.kind, term.layer]).toEqual(['style', 'conv1_1']);
    gradient.dispose();
    evaluated.dispose();
    term.dispose();
    featureMap.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    // 1/(4C²M²)·Σ(FᵀF − M·A)², with FᵀF − M·A = [(4, 0), (0, 4)].
    ['gatys', (16 + 16) / (4 * C ** 2 * M ** 2)],
    // mean((FᵀF − M·A)²)/(C·h·w).
    ['udacity', (16 + 16) / 4 / (C * M)],
  ] as const)('is the formula of its source: %s', (normalization, expected) => {
    tf.tidy(() => {
      const term = styleLoss({ layer: 'conv1_1', target: tf.tensor2d(A, [2, 2]), normalization });
      expect(term.evaluate(mapsOf(map(F))).loss.dataSync()[0]).toBeCloseTo(expected, 5);
    });
  });

  it('is 0 for the same features on more pixels, in any order', () => {
    tf.tidy(() => {
      const target = gramMatrix(map(F));
      const term = styleLoss({ layer: 'conv1_1', target, normalization: 'relative' });
      const twice = tf.tensor4d([3, 0, 1, 2, 1, 2, 3, 0], [1, 2, 2, 2]);
      expect(term.evaluate(mapsOf(twice)).loss.dataSync()[0]).toBeCloseTo(0, 10);
    });
  });

  it('stays finite where the style has no feature at all', () => {
    tf.tidy(() => {
      const target = tf.zeros([2, 2]) as tf.Tensor2D;
      const term = styleLoss({ layer: 'conv1_1', target, normalization: 'relative' });
      expect(term.evaluate(mapsOf(map([0, 0, 0, 0]))).loss.dataSync()[0]).toBe(0);
      expect(Number.isFinite(term.evaluate(mapsOf(map(F))).loss.dataSync()[0])).toBe(true);
    });
  });
});
