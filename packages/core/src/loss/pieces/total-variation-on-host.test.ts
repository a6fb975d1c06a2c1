import { mulberry32 } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { toTensor } from '../../backend/tensor.js';
import { pairCoverage } from '../layer-coverage.js';
import { totalVariation } from '../total-variation.js';
import { addTotalVariationOnHost } from './total-variation-on-host.js';

describe('the total variation on the host', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each([
    [7, 5, false],
    [1, 6, false],
    [6, 1, true],
    [7, 5, true],
  ])(
    'is that of the device, with its gradient: %i × %i px, covered %s',
    (width, height, covered) => {
      tf.tidy(() => {
        const random = mulberry32(3);
        const draw = (length: number) => Float32Array.from({ length }, random);
        const image = { width, height, data: draw(width * height * 3) };
        const coverage = covered ? { width, height, data: draw(width * height) } : null;
        const { loss, gradient } = totalVariation(toTensor(image), 0.7, pairCoverage(coverage));
        const own = new Float32Array(image.data.length).fill(2);
        const value = addTotalVariationOnHost(image, 0.7, coverage, own);
        expect([value]).toBeAllClose(loss.dataSync(), 1e-6);
        expect(own.map((one) => one - 2)).toBeAllClose(gradient.dataSync(), 1e-5);
      });
    },
  );
});
