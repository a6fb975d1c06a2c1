import { expect, test } from 'vitest';
import { fittingSize, wideEnoughSize } from './fitting-size.js';

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

test('wide enough for a narrow picture, in steps of 32: 16 · 100 / 20 = 80 → 96', () => {
  const text = { width: 100, height: 20 };
  expect(wideEnoughSize(64, 4096, text)).toBe(96);
  // 80 · 20 / 100 = 16
  expect(wideEnoughSize(80, 4096, text)).toBeNull();
  expect(wideEnoughSize(64, 80, text)).toBeNull();
});

test('never below 64, and the same for a picture that stands', () => {
  expect(wideEnoughSize(32, 4096, { width: 30, height: 100 })).toBe(64);
  expect(wideEnoughSize(512, 4096, { width: 2, height: 200 })).toBe(1600);
});
