import type { Size } from './fit.js';
import type { RgbImage } from './pixels.js';
import type { Box } from './trim.js';

/** Width and height of a box, px. */
export function sizeOf({ left, top, right, bottom }: Box): Size {
  return { width: right - left, height: bottom - top };
}

/** The part of an image that lies in a box, as an image of its own; the image itself where that is all. */
export function cutImage(image: RgbImage, box: Box): RgbImage {
  const { width, height } = sizeOf(box);
  if (width === image.width && height === image.height) return image;
  const data = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = 3 * ((box.top + row) * image.width + box.left);
    data.set(image.data.subarray(from, from + 3 * width), 3 * row * width);
  }
  return { width, height, data };
}

/** Adds the values of a box, `[h, w, 3]`, to an image in place. */
export function addCut(image: RgbImage, box: Box, values: Float32Array): void {
  const { width, height } = sizeOf(box);
  for (let row = 0; row < height; row++) {
    const to = 3 * ((box.top + row) * image.width + box.left);
    const from = 3 * row * width;
    for (let at = 0; at < 3 * width; at++) image.data[to + at] += values[from + at];
  }
}
