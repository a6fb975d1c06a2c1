import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Coverage } from '../image/coverage.js';
import { channelMean, gramMatrix } from '../vgg19/tensors/gram.js';
import { layerCoverage, pairCoverage, styleCoverage, tensorsOf } from './layer-coverage.js';

/** 2 × 1 px at full and half coverage: m² = 1 and ¼, Σm² = 1¼. */
const coverage: Coverage = { width: 2, height: 1, data: Float32Array.of(1, 0.5) };
const values = (tensor: tf.Tensor) => tensor.dataSync();

describe.each(['cpu', 'wasm'])('the coverage of a layer on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('has weights m² of mean 1', () => {
    tf.tidy(() => {
      const { root, weight, positions } = layerCoverage(coverage, 'conv1_1')!;
      expect(positions).toBe(1.25);
      // 2/1¼ = 1.6 times 1 and ¼.
      expect(values(weight)).toBeAllClose([1.6, 0.4], 1e-6);
      expect(values(root)).toBeAllClose([Math.sqrt(1.6), Math.sqrt(0.4)], 1e-6);
      expect(root.shape).toEqual([1, 1, 2, 1]);
    });
  });

  it('makes Gram matrix and mean those of what is covered', () => {
    tf.tidy(() => {
      const map = tf.tensor4d([1, 2, 3, 0], [1, 1, 2, 2]);
      const covered = layerCoverage(coverage, 'conv1_1');
      // (1·[1 2; 2 4] + ¼·[9 0; 0 0]) / 1¼ and (1·(1, 2) + ¼·(3, 0)) / 1¼.
      expect(values(gramMatrix(map, covered))).toBeAllClose([2.6, 1.6, 1.6, 3.2], 1e-6);
      expect(values(channelMean(map, covered))).toBeAllClose([1.4, 1.6], 1e-6);
    });
  });

  it('is nothing for what is opaque', () => {
    expect(layerCoverage(null, 'conv3_1')).toBeNull();
    expect(pairCoverage(null)).toBeNull();
  });

  it('weighs nothing where pooling dropped all that is visible; a style then counts whole', () => {
    const before = tf.memory().numTensors;
    const lastColumn = { width: 3, height: 2, data: Float32Array.of(0, 0, 1, 0, 0, 1) };
    const covered = layerCoverage(lastColumn, 'conv2_1');
    expect(covered?.positions).toBe(0);
    expect(Array.from(values(covered!.weight))).toEqual([0]);
    tf.dispose(tensorsOf(covered));
    expect(styleCoverage(lastColumn, 'conv2_1')).toBeNull();
    const shallow = styleCoverage(lastColumn, 'conv1_1');
    expect(shallow?.positions).toBe(2);
    tf.dispose(tensorsOf(shallow));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('counts a difference as often as both its pixels', () => {
    tf.tidy(() => {
      const data = Float32Array.of(1, 0.5, 0, 0.2, 0.4, 1);
      const { down, across, positions } = pairCoverage({ width: 3, height: 2, data })!;
      expect(values(down)).toBeAllClose([0.2, 0.2, 0], 1e-6);
      expect(values(across)).toBeAllClose([0.5, 0, 0.08, 0.4], 1e-6);
      expect(positions).toBeCloseTo(1 + 0.25 + 0.04 + 0.16 + 1, 6);
    });
  });
});
