import { expect, test } from 'vitest';
import { fittingSize } from './fitting-size.js';

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
