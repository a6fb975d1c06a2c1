import { type Coverage, weightAt } from '../../image/coverage.js';
import type { RgbImage } from '../../image/pixels.js';
import { SMALLEST_NORM } from '../feature-loss.js';

/**
 * `totalVariation` of an image that is not on the device.
 *
 * @param weight factor of the gradient; the loss itself is unweighted
 * @param coverage how much each pixel counts, a difference by the product of its two; `null`: all alike
 * @param gradient `[h, w, 3]`, to which the loss's own is added
 * @returns the loss
 */
export function addTotalVariationOnHost(
  { width, height, data }: RgbImage,
  weight: number,
  coverage: Coverage | null,
  gradient: Float32Array,
): number {
  const values = 3 * positionsOf(coverage, width * height);
  const slope = (2 * weight) / values;
  const covered = coverage?.data;
  let sum = 0;
  const addPair = (pixel: number, next: number) => {
    const counted = covered === undefined ? 1 : covered[pixel] * covered[next];
    for (let channel = 0; channel < 3; channel++) {
      const [from, to] = [3 * pixel + channel, 3 * next + channel];
      const difference = data[to] - data[from];
      const pull = counted * difference;
      sum += pull * difference;
      gradient[to] += slope * pull;
      gradient[from] -= slope * pull;
    }
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      if (column + 1 < width) addPair(pixel, pixel + 1);
      if (row + 1 < height) addPair(pixel, pixel + width);
    }
  }
  return sum / values;
}

function positionsOf(coverage: Coverage | null, pixels: number): number {
  if (coverage === null) return pixels;
  let sum = 0;
  for (let pixel = 0; pixel < pixels; pixel++) sum += weightAt(coverage, pixel);
  return Math.max(SMALLEST_NORM, sum);
}
