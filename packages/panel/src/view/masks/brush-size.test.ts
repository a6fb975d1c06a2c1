import { expect, it } from 'vitest';
import { nextSize, percentOf, positionOf, sizeAt } from './brush-size.js';

it('a size has its place on the slider, from half a per cent to half of the long side', () => {
  expect(sizeAt(0)).toBeCloseTo(0.005, 12);
  expect(sizeAt(1)).toBeCloseTo(0.5, 12);
  // The middle of the slider is the geometric middle: √(0.005 · 0.5).
  expect(sizeAt(0.5)).toBeCloseTo(0.05, 12);
  expect(positionOf(sizeAt(0.3))).toBeCloseTo(0.3, 12);
});

it('sizes grow and shrink by a quarter, within their ends', () => {
  expect(nextSize(0.08, 1)).toBeCloseTo(0.1, 12);
  expect(nextSize(0.1, -1)).toBeCloseTo(0.08, 12);
  expect(nextSize(0.49, 1)).toBe(0.5);
  expect(nextSize(0.005, -1)).toBe(0.005);
});

it('sizes are read in per cent, small ones to the half', () => {
  expect([0.005, 0.0126, 0.08, 0.333].map(percentOf)).toEqual([0.5, 1.5, 8, 33]);
});
