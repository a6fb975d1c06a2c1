import type { RgbImage } from './pixels.js';

/**
 * Replaces the colour of fully transparent pixels, which is arbitrary (mostly black) and would
 * enter the network as a dark halo, by the surrounding visible colours: push–pull (Gortler et al.
 * 1996, "The Lumigraph"). Averages weighted by alpha are pushed down to ever smaller
 * levels; then each empty pixel is pulled from the level below it. Pixels with any alpha keep
 * their straight colour. Without alpha, or without a visible pixel, `image` itself comes back.
 *
 * @param alpha `[h, w]` bytes, or `null` for an opaque picture.
 * @example
 * const content = fillHiddenColour(toRgb(pixels), alphaOf(pixels));
 */
export function fillHiddenColour(image: RgbImage, alpha: Uint8Array | null): RgbImage {
  if (alpha === null || !alpha.includes(0) || alpha.every((value) => value === 0)) return image;
  const levels: Level[] = [{ ...image, data: image.data.slice(), weights: alpha }];
  for (let finest = levels[0]; finest.width > 1 || finest.height > 1; ) {
    finest = push(finest);
    levels.push(finest);
  }
  for (let index = levels.length - 2; index >= 0; index--) pull(levels[index + 1], levels[index]);
  const [{ width, height, data }] = levels;
  return { width, height, data };
}

/** A picture and how much of each pixel is known; where the weight is 0 the colour means nothing. */
interface Level extends RgbImage {
  readonly weights: Uint8Array | Float32Array;
}

/** Averages each 2×2 block (fewer at odd edges) by weight into one pixel. */
function push(fine: Level): Level {
  const width = Math.ceil(fine.width / 2);
  const height = Math.ceil(fine.height / 2);
  const data = new Float32Array(width * height * 3);
  const weights = new Float32Array(width * height);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const from = y * fine.width + x;
      const to = (y >> 1) * width + (x >> 1);
      const weight = fine.weights[from];
      weights[to] += weight;
      for (let channel = 0; channel < 3; channel++) {
        data[3 * to + channel] += weight * fine.data[3 * from + channel];
      }
    }
  }
  for (let pixel = 0; pixel < weights.length; pixel++) {
    if (weights[pixel] === 0) continue;
    for (let channel = 0; channel < 3; channel++) data[3 * pixel + channel] /= weights[pixel];
    // A quarter per pixel keeps the weights within 0..255 on every level.
    weights[pixel] /= 4;
  }
  return { width, height, data, weights };
}

/** Fills the empty pixels of `fine` by bilinear interpolation of `coarse`, which has none left. */
function pull(coarse: Level, fine: Level): void {
  for (let y = 0; y < fine.height; y++) {
    const nearRow = (y >> 1) * coarse.width;
    const farRow = neighbour(y, coarse.height) * coarse.width;
    for (let x = 0; x < fine.width; x++) {
      const pixel = y * fine.width + x;
      if (fine.weights[pixel] !== 0) continue;
      const near = x >> 1;
      const far = neighbour(x, coarse.width);
      for (let channel = 0; channel < 3; channel++) {
        fine.data[3 * pixel + channel] =
          0.5625 * coarse.data[3 * (nearRow + near) + channel] +
          0.1875 * coarse.data[3 * (nearRow + far) + channel] +
          0.1875 * coarse.data[3 * (farRow + near) + channel] +
          0.0625 * coarse.data[3 * (farRow + far) + channel];
      }
    }
  }
}

/**
 * A fine pixel lies in one coarse pixel (weight 3/4 along an axis) and nearest to this other one
 * (1/4); at the edge both are the same.
 */
function neighbour(fine: number, coarseLength: number): number {
  const other = (fine >> 1) + (fine % 2 === 0 ? -1 : 1);
  return Math.min(coarseLength - 1, Math.max(0, other));
}
