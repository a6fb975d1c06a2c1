import { blobsPicture } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { trimToVisible } from './trim.js';

/** 6 × 5 px, transparent but for the pixels given as `[x, y, alpha]`. */
function pictureWith(...visible: readonly (readonly [number, number, number])[]) {
  const data = new Uint8ClampedArray(6 * 5 * 4);
  for (const [x, y, alpha] of visible) data.set([x, y, 7, alpha], 4 * (6 * y + x));
  return { width: 6, height: 5, data };
}

describe('trimToVisible', () => {
  it('leaves the box round all that has any alpha', () => {
    const { width, height, data } = trimToVisible(pictureWith([4, 1, 1], [2, 3, 255]));
    expect([width, height]).toEqual([3, 3]);
    const seen = Array.from({ length: 9 }, (_, at) => Array.from(data.slice(4 * at, 4 * at + 4)));
    expect(seen[2]).toEqual([4, 1, 7, 1]);
    expect(seen[6]).toEqual([2, 3, 7, 255]);
    expect(seen.filter(([, , , alpha]) => alpha !== 0).length).toBe(2);
  });

  it('keeps one pixel', () => {
    expect(trimToVisible(pictureWith([5, 4, 9]))).toEqual({
      width: 1,
      height: 1,
      data: Uint8ClampedArray.of(5, 4, 7, 9),
    });
  });

  it('gives back a picture without a margin, and one in which nothing is visible', () => {
    const opaque = blobsPicture(4, 3, 1);
    const corners = pictureWith([0, 0, 255], [5, 4, 255]);
    const nothing = pictureWith();
    for (const picture of [opaque, corners, nothing]) expect(trimToVisible(picture)).toBe(picture);
  });
});
