import { describe, expect, it } from 'vitest';
import { closedFraction, compare, meanOf, medianOf, relativeDistance } from './scores.js';

describe('relativeDistance', () => {
  it('is the squared distance over the squared length of the target', () => {
    // Grams [[2, 1], [1, 3]] and [[1, 1], [1, 2]]: (1 + 0 + 0 + 1) / (1 + 1 + 1 + 4) = 2/7.
    const distance = relativeDistance(
      new Float32Array([2, 1, 1, 3]),
      new Float32Array([1, 1, 1, 2]),
    );
    expect(distance).toBeCloseTo(2 / 7, 12);
  });

  it('is 0 for the target itself and 1 for nothing', () => {
    const target = new Float32Array([3, -4]);
    expect(relativeDistance(target, target)).toBe(0);
    expect(relativeDistance(new Float32Array(2), target)).toBe(1);
    expect(relativeDistance(new Float32Array(2), new Float32Array(2))).toBe(0);
  });

  it('refuses arrays of two lengths', () => {
    expect(() => relativeDistance(new Float32Array(2), new Float32Array(3))).toThrow(
      'Arrays of one length should be compared, but 2 and 3 values came.',
    );
  });
});

describe('closedFraction', () => {
  it('is the share of the way that VGG19 goes', () => {
    // From 0.9 to VGG19's 0.1 is 0.8; down to 0.3 is 0.6 of that: 0.75.
    expect(closedFraction(0.9, 0.3, 0.1)).toBeCloseTo(0.75, 12);
    expect(closedFraction(0.9, 0.9, 0.1)).toBe(0);
    expect(closedFraction(0.9, 0.1, 0.1)).toBe(1);
    expect(closedFraction(0.9, 1.3, 0.1)).toBeCloseTo(-0.5, 12);
  });
});

describe('compare', () => {
  const start = { style: 1, content: 0 };

  it('sets S and C beside those of VGG19', () => {
    const comparison = compare(start, { style: 0.4, content: 0.3 }, { style: 0.2, content: 0.25 });
    expect(comparison.closed).toBeCloseTo(0.75, 12);
    expect(comparison.contentRatio).toBeCloseTo(1.2, 12);
  });

  it('says nothing without a painting by VGG19', () => {
    const comparison = compare(start, { style: 0.4, content: 0.3 }, undefined);
    expect(comparison).toEqual({ closed: null, contentRatio: null });
  });
});

it('means leave out what is missing, and are missing themselves without any number', () => {
  expect(meanOf([1, null, 4])).toBe(2.5);
  expect(meanOf([null])).toBeNull();
});

it('medians are the middle, or half way between the middle two', () => {
  expect(medianOf([9, 1, 2])).toBe(2);
  expect(medianOf([9, 1, 2, 3])).toBe(2.5);
  expect(medianOf([])).toBeNaN();
});
