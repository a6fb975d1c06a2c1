import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matrix3, mapEigenvalues, multiply } from './symmetric-matrix.js';

const entry = fc.double({ min: -1, max: 1, noNaN: true });
const symmetric = fc.tuple(entry, entry, entry, entry, entry, entry).map(
  ([a, b, c, d, e, f]): Matrix3 => [
    [a, b, c],
    [b, d, e],
    [c, e, f],
  ],
);

function expectClose(actual: Matrix3, expected: Matrix3) {
  for (const [row, values] of expected.entries()) {
    for (const [column, value] of values.entries()) {
      expect(Math.abs(actual[row]![column]! - value)).toBeLessThan(1e-12);
    }
  }
}

describe('mapEigenvalues', () => {
  it('takes the square root of a matrix with known eigenvectors', () => {
    // [[2.5, 1.5], [1.5, 2.5]] has 4 along (1, 1)/√2 and 1 along (1, −1)/√2;
    // its root has 2 and 1 there: [[1.5, 0.5], [0.5, 1.5]].
    const root = mapEigenvalues(
      [
        [2.5, 1.5, 0],
        [1.5, 2.5, 0],
        [0, 0, 9],
      ],
      Math.sqrt,
    );
    expectClose(root, [
      [1.5, 0.5, 0],
      [0.5, 1.5, 0],
      [0, 0, 3],
    ]);
  });

  it('gives the matrix back for the identity function', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        expectClose(
          mapEigenvalues(matrix, (value) => value),
          matrix,
        );
      }),
    );
  });

  it('makes the square by squaring the eigenvalues', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        expectClose(
          mapEigenvalues(matrix, (value) => value * value),
          multiply(matrix, matrix),
        );
      }),
    );
  });

  it('takes zeros, repeated eigenvalues and rank one', () => {
    const zero: Matrix3 = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    expectClose(mapEigenvalues(zero, Math.sqrt), zero);
    // All ones: 3 along (1, 1, 1)/√3, else 0; the root is √3/3 everywhere.
    const ones: Matrix3 = [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ];
    const third = Math.sqrt(3) / 3;
    const root = mapEigenvalues(ones, (value) => Math.sqrt(Math.max(0, value)));
    for (const value of root.flat()) expect(Math.abs(value - third)).toBeLessThan(1e-7);
  });
});

describe('multiply', () => {
  it('multiplies rows by columns', () => {
    const left: Matrix3 = [
      [1, 2, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const right: Matrix3 = [
      [1, 0, 0],
      [3, 1, 0],
      [0, 0, 5],
    ];
    expect(multiply(left, right)).toEqual([
      [7, 2, 0],
      [3, 1, 0],
      [0, 0, 5],
    ]);
  });
});
