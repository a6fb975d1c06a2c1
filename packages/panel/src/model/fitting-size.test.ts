import { expect, test } from 'vitest';
import { fittingSize, largestFitting } from './fitting-size.js';

test('half the area, rounded down to 32: 1024 / √2 = 724.08 → 704', () => {
  expect(fittingSize(1024, 4096)).toBe(704);
});

test('no more than what fits the network', () => {
  expect(fittingSize(1024, 512)).toBe(512);
});

test('at least 64, and nothing where nothing smaller is worth it', () => {
  expect(fittingSize(80, 4096)).toBe(64);
  expect(fittingSize(64, 4096)).toBeNull();
});

test('a narrow picture may be longer by the root of its aspect', () => {
  expect(largestFitting(1000, { width: 500, height: 500 })).toBe(992);
  // 4:1 doubles the side: 1000 · √4 = 2000 → 1984
  expect(largestFitting(1000, { width: 100, height: 400 })).toBe(1984);
  expect(largestFitting(4000, { width: 400, height: 100 })).toBe(4096);
});
