import { expect, it } from 'vitest';
import type { Mask } from './mask.js';
import { maskUnion } from './mask-union.js';

const picture = { width: 8, height: 4 };
const mask = (width: number, height: number, data: readonly number[]): Mask => {
  return { width, height, data: Uint8Array.from(data) };
};

it('keeps one mask as it is', () => {
  const one = mask(4, 2, [0, 255, 128, 0, 1, 2, 3, 254]);
  expect(maskUnion([one], picture)).toEqual(one);
});

it('takes of masks of one size what marks each pixel most', () => {
  const one = mask(4, 2, [0, 255, 128, 0, 10, 0, 0, 0]);
  const other = mask(4, 2, [7, 0, 127, 0, 20, 0, 0, 255]);
  expect([...maskUnion([one, other], picture).data]).toEqual([7, 255, 128, 0, 20, 0, 0, 255]);
});

it('brings smaller masks to the size of the largest', () => {
  const small = mask(2, 1, [255, 0]);
  const large = mask(4, 2, [0, 0, 0, 40, 0, 0, 0, 50]);
  // Twice as large, the triangle mixes 255 and 0 by 3/4 and 1/4 at the pixels between: 191.25 and 63.75.
  const expected = [255, 191, 64, 40, 255, 191, 64, 50];
  for (const masks of [
    [small, large],
    [large, small],
  ]) {
    const { width, height, data } = maskUnion(masks, picture);
    expect({ width, height, data: [...data] }).toEqual({ width: 4, height: 2, data: expected });
  }
});

it('refuses a mask of another shape, and one that marks nothing, beside one that is good', () => {
  const good = mask(2, 1, [255, 0]);
  expect(() => maskUnion([good, mask(4, 4, Array(16).fill(255))], picture)).toThrow(
    'The mask must have the shape of the picture, 8 × 4 px, but it is 4 × 4 px; draw it over the same picture.',
  );
  expect(() => maskUnion([mask(2, 1, [0, 0]), good], picture)).toThrow(
    'The mask must mark something in white',
  );
});
