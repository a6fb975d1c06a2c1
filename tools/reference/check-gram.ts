import type * as tf from '@tensorflow/tfjs-core';
import { compareShape } from './compare-map.js';
import type { Findings } from './judge/findings.js';
import { relative, relativeL2, singleError, statistics } from './judge/statistics.js';
import type { NumberTree } from './set/reference-set.js';

/** Compares a Gram matrix with float64's and with what the reference keeps of it. Consumes `matrix`. */
export function checkGram(
  matrix: tf.Tensor2D,
  exact: ArrayLike<number>,
  path: readonly string[],
  numbers: NumberTree,
  findings: Findings,
  at: string,
): void {
  const [size] = numbers.list(...path, 'shape') as [number];
  compareShape(matrix.shape, [size, size], `the Gram matrix of ${at}`);
  const gram = matrix.dataSync();
  matrix.dispose();
  const record = (error: number, what: string) =>
    findings.record('Gram matrices', error, `${at} ${what}`);
  const { mean, l2, max } = statistics(gram);
  const trace = Array.from({ length: size }, (_, i) => gram[i * size + i] as number).reduce(
    (sum, value) => sum + value,
    0,
  );
  record(relativeL2(gram, exact), 'as a whole');
  record(relative(l2, numbers.number(...path, 'frobenius')), 'Frobenius norm');
  record(relative(trace, numbers.number(...path, 'trace')), 'trace');
  record(relative(mean, numbers.number(...path, 'mean')), 'mean');
  record(relative(max, numbers.number(...path, 'max')), 'max');
  const typical = numbers.number(...path, 'frobenius') / size;
  for (const [i = 0, j = 0, expected = 0] of numbers.rows(...path, 'samples_ij_value')) {
    const actual = gram[i * size + j] as number;
    const error = singleError(actual, expected, typical);
    findings.record('Gram matrices (single values)', error, `${at} sample [${i}, ${j}]`);
  }
}
