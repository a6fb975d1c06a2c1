import { expect, it } from 'vitest';
import { maskAt } from './mask-at.js';

const mask = { width: 4, height: 2, data: Uint8Array.of(255, 255, 0, 100, 255, 255, 0, 100) };

it('keeps a mask as it is at its own size', () => {
  expect(maskAt(mask, { width: 4, height: 2 })).toEqual(mask);
});

it('resamples a mask by the triangle', () => {
  // A pixel is the mean of four by 1, 3, 3, 1, of which one lies outside: 218.57 and 79.29.
  const [left, right] = [(3 * 255 + 3 * 255 + 0) / 7, (255 + 3 * 0 + 3 * 100) / 7];
  expect(maskAt(mask, { width: 2, height: 1 })).toEqual({
    width: 2,
    height: 1,
    data: Uint8Array.of(Math.round(left), Math.round(right)),
  });
});
