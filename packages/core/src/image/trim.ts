import type { Size } from './fit.js';
import { alphaOf, type Pixels } from './pixels.js';

/** A part of a picture, px from its top left corner; right and bottom are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The part of a picture that holds all its visible pixels (alpha over 0), without the transparent
 * margin; `pixels` itself when there is none, or nothing is visible.
 */
export function trimToVisible(pixels: Pixels): Pixels {
  const alpha = alphaOf(pixels);
  if (alpha === null) return pixels;
  const { left, top, right, bottom } = visibleBox(alpha, pixels);
  const width = right - left;
  const height = bottom - top;
  if (width <= 0 || (width === pixels.width && height === pixels.height)) return pixels;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((top + row) * pixels.width + left);
    data.set(pixels.data.subarray(from, from + 4 * width), 4 * row * width);
  }
  return { width, height, data };
}

/** The smallest box round what is visible of alpha bytes `[h, w]`; inside out when nothing is. */
export function visibleBox(alpha: Uint8Array, { width, height }: Size): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (alpha[y * width + x] === 0) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return { left, top, right, bottom };
}
