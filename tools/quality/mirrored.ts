import type { Pixels } from '../../packages/core/src/image/pixels.js';

/** The left half of a picture beside its mirror image: both halves hold the same, so they can be compared. */
export function mirrored({ width, height, data }: Pixels): Pixels {
  const half = Math.floor(width / 2);
  const both = new Uint8ClampedArray(4 * 2 * half * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < half; column++) {
      const from = 4 * (row * width + column);
      const pixel = data.subarray(from, from + 4);
      both.set(pixel, 4 * (2 * half * row + column));
      both.set(pixel, 4 * (2 * half * row + 2 * half - 1 - column));
    }
  }
  return { width: 2 * half, height, data: both };
}
