import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentages, withShare } from './blend-shares.js';

test('shares are those of the whole, whatever the sum of the weights', () => {
  expect(percentages([1, 1])).toEqual([50, 50]);
  expect(percentages([0.6, 0.3, 0.1])).toEqual([60, 30, 10]);
  expect(percentages([0, 0.2])).toEqual([0, 100]);
  expect(percentages([0, 0])).toEqual([0, 0]);
  // 33.3 each: one gets the hundredth that rounding leaves.
  expect(percentages([1, 1, 1])).toEqual([34, 33, 33]);
  // 14.28…, 28.57…, 57.14…: the second lost most.
  expect(percentages([1, 2, 4])).toEqual([14, 29, 57]);
});

test('one share changes, the others divide the rest as before', () => {
  // 0.5 is left for 1 : 3.
  expect(withShare([2, 1, 3], 0, 0.5)).toEqual([0.5, 0.125, 0.375]);
  expect(withShare([1, 1], 1, 0)).toEqual([1, 0]);
  // They had nothing, so they get equal parts.
  expect(withShare([1, 0, 0], 0, 0.5)).toEqual([0.5, 0.25, 0.25]);
  // 0.01 + 0.02 - 0.02 is less than 0.01.
  expect(withShare([0.01, 0.02], 1, 0)).toEqual([1, 0]);
});

test('whatever the weights, the shares add up to 100, and a change is what it says', () => {
  const weights = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 9,
  });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 100 }), (given, percent) => {
      expect(percentages(given).reduce((sum, one) => sum + one, 0)).toBe(100);
      const changed = withShare(given, 1, percent / 100);
      expect(percentages(changed)[1]).toBe(percent);
      expect(changed.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
    }),
  );
});
