import { expect, it } from 'vitest';
import { boundedStrength, strengthAt, strengthPosition, unlessPlain } from './region-strength.js';

it('is a tenth at one end of the slider, ten times at the other, and as the rest in the middle', () => {
  expect([-1, 0, 1].map(strengthAt)).toEqual([0.1, 1, 10]);
  // 10^0.5 = 3.1623, in two figures.
  expect(strengthAt(0.5)).toBe(3.2);
  expect([0.1, 1, 10].map(strengthPosition)).toEqual([-1, 0, 1]);
});

it('is bounded wherever it comes from', () => {
  expect([0.001, 0.5, 100].map(boundedStrength)).toEqual([0.1, 0.5, 10]);
});

it('is left out where it is as the rest', () => {
  expect([undefined, 1, 2].map(unlessPlain)).toEqual([{}, {}, { strength: 2 }]);
});
