import { expect, it } from 'vitest';
import * as LIMITS from '../base/limits.js';
import type { SafetensorsTensor } from '../weights/formats/safetensors.js';
import { encodeSafetensors } from '../weights/formats/safetensors.js';
import { parseHeaderLength } from '../weights/formats/safetensors-header.js';
import { decodeStyleStatistics } from './style-statistics-file.js';

/** Statistics of one channel at so many sizes, whose covariance is `largest`. */
function statisticsOf(scales: number, largest = 1): Uint8Array {
  const tensors = new Map<string, SafetensorsTensor>();
  const one = (name: string, value: number) =>
    tensors.set(name, { dtype: 'F32', shape: [1], values: Float32Array.of(value) });
  const longSides = Array.from({ length: scales }, (_, index) => 128 + index);
  for (const index of longSides.keys()) {
    for (const kind of ['mean', 'covariance']) {
      one(`${index}/conv1_1/${kind}`, 1);
      one(`${index}/conv1_1/${kind}/largest`, kind === 'mean' ? 1 : largest);
    }
  }
  const description = { version: 1, network: 'tiny-7', pooling: 'max', longSides };
  return encodeSafetensors(tensors, { 'pastiche-style': JSON.stringify(description) });
}

it('style statistics are read at as many sizes as there may be, and refused at one more', () => {
  expect(decodeStyleStatistics(statisticsOf(LIMITS.STATISTICS_SCALES)).scales).toHaveLength(32);
  expect(() => decodeStyleStatistics(statisticsOf(LIMITS.STATISTICS_SCALES + 1))).toThrow(
    'Style statistics should',
  );
  // The next 32-bit floats to the limit: it lies between them.
  const below = 999_999_986_991_104;
  const [covariance] = decodeStyleStatistics(statisticsOf(1, below)).scales[0]!.layers.get(
    'conv1_1',
  )!.covariance;
  expect(covariance).toBe(below);
  expect(below).toBeLessThanOrEqual(LIMITS.STATISTICS_LARGEST_VALUE);
  expect(() => decodeStyleStatistics(statisticsOf(1, below + 2 ** 26))).toThrow('hold numbers');
});

it('a safetensors header of the most bytes is read, and none of one more', () => {
  const context = { name: 'a.safetensors', code: 'invalid-weights' } as const;
  const announced = (length: number) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(0, length, true);
    return parseHeaderLength(bytes, context);
  };
  expect(announced(LIMITS.SAFETENSORS_HEADER_BYTES)).toBe(16 * 1024 * 1024);
  expect(() => announced(LIMITS.SAFETENSORS_HEADER_BYTES + 1)).toThrow(
    'announces a header of 16777217 bytes',
  );
});
