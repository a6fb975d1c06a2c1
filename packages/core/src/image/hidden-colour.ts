import type { RgbImage } from './pixels.js';
import { visibleBox } from './trim.js';

/**
 * Replaces the colour of fully transparent pixels, which is arbitrary (mostly black) and would
 * enter the network as a dark halo, by the surrounding visible colours: push–pull (Gortler et al.
 * 1996, "The Lumigraph"). Averages weighted by alpha are pushed down to ever smaller
 * levels; then each empty pixel is pulled from the level below it. Pixels with any alpha keep
 * their straight colour. Without alpha, or without a visible pixel, `image` itself comes back.
 *
 * Departure: the levels' blocks are counted from the corner of what is visible, on a canvas without
 * end. So a colour depends on what is visible and how far away, never on the size of the canvas.
 *
 * @param alpha `[h, w]` bytes, or `null` for an opaque picture.
 * @example
 * const content = fillHiddenColour(toRgb(pixels), alphaOf(pixels));
 */
export function fillHiddenColour(image: RgbImage, alpha: Uint8Array | null): RgbImage {
  if (alpha === null || !alpha.includes(0) || alpha.every((value) => value === 0)) return image;
  const { width, height } = image;
  const box = visibleBox(alpha, image);
  const data = image.data.slice();
  const finest: Level = { width, height, data, weights: alpha, left: -box.left, top: -box.top };
  const levels = [finest];
  const longSide = Math.max(box.right - box.left, box.bottom - box.top);
  // Until all that is visible lies in the block at the origin; all blocks beyond have its colour.
  for (let covered = longSide; covered > 1; covered = Math.ceil(covered / 2)) {
    levels.push(push(levels.at(-1) ?? finest));
  }
  const coarsest = levels.at(-1) ?? finest;
  spreadOrigin(coarsest);
  for (let index = levels.length - 2; index >= 0; index--) pull(levels[index + 1], levels[index]);
  return { width, height, data };
}

/**
 * A picture and how much of each pixel is known; where the weight is 0 the colour means nothing.
 * Its pixels are counted from a visible corner, so its own first ones are mostly negative.
 */
interface Level extends RgbImage {
  readonly weights: Uint8Array | Float32Array;
  readonly left: number;
  readonly top: number;
}

/** Averages each 2×2 block by weight into one pixel; empty pixels go round, for `pull` to look at. */
function push(fine: Level): Level {
  const left = (fine.left >> 1) - 1;
  const top = (fine.top >> 1) - 1;
  const width = ((fine.left + fine.width - 1) >> 1) + 2 - left;
  const height = ((fine.top + fine.height - 1) >> 1) + 2 - top;
  const data = new Float32Array(width * height * 3);
  const weights = new Float32Array(width * height);
  for (let y = 0; y < fine.height; y++) {
    const row = (((y + fine.top) >> 1) - top) * width - left;
    for (let x = 0; x < fine.width; x++) {
      const from = y * fine.width + x;
      const to = row + ((x + fine.left) >> 1);
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
  return { width, height, data, weights, left, top };
}

/** Gives every pixel the colour of the one at the origin, the only one that is known. */
function spreadOrigin({ width, data, left, top }: Level): void {
  const origin = 3 * (-top * width - left);
  const colour = data.slice(origin, origin + 3);
  for (let at = 0; at < data.length; at += 3) data.set(colour, at);
}

/** Fills the empty pixels of `fine` by bilinear interpolation of `coarse`, which has none left. */
function pull(coarse: Level, fine: Level): void {
  for (let y = 0; y < fine.height; y++) {
    const row = y + fine.top;
    const nearRow = ((row >> 1) - coarse.top) * coarse.width - coarse.left;
    const farRow = (neighbour(row) - coarse.top) * coarse.width - coarse.left;
    for (let x = 0; x < fine.width; x++) {
      const pixel = y * fine.width + x;
      if (fine.weights[pixel] !== 0) continue;
      const near = (x + fine.left) >> 1;
      const far = neighbour(x + fine.left);
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

/** A fine pixel lies in one coarse pixel (weight 3/4 along an axis) and nearest to this other one (1/4). */
function neighbour(fine: number): number {
  return (fine >> 1) + ((fine & 1) === 0 ? -1 : 1);
}
