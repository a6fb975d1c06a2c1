import { type Coverage, weightAt } from './coverage.js';
import type { Size } from './fit.js';

/**
 * How a picture is divided by masks of which later ones lie over earlier ones, as layers do. First comes what
 * none of them has.
 *
 * A position counts by the square of its coverage, so these are square roots: at each pixel their squares add up
 * to 1, and where a mask is soft the parts share the pixel, in full. (Gatys et al. 2017, section 3, let the
 * squares of the guidance channels sum to 1 over a channel's positions; that follows when statistics divide by Σm².)
 *
 * @param masks of one size, 0..1
 */
export function partsBy(masks: readonly Coverage[], size: Size): Coverage[] {
  const { width, height } = size;
  const left = new Float32Array(width * height).fill(1);
  const shares: Coverage[] = [];
  for (const mask of [...masks].reverse()) {
    const data = mask.data.map((marked, at) => {
      const share = marked * left[at];
      left[at] -= share;
      return Math.sqrt(Math.max(0, share));
    });
    shares.unshift({ width, height, data });
  }
  return [{ width, height, data: left.map((rest) => Math.sqrt(Math.max(0, rest))) }, ...shares];
}

/** The coverage of what two coverages of one size both have; `null` stands for all of it. */
export function bothOf(a: Coverage | null, b: Coverage | null): Coverage | null {
  if (a === null || b === null) return a ?? b;
  return { ...a, data: a.data.map((value, at) => value * b.data[at]) };
}

/** How many of a picture's pixels count: Σm². */
export function pixelsThatCount(coverage: Coverage | null, { width, height }: Size): number {
  if (coverage === null) return width * height;
  let sum = 0;
  for (let at = 0; at < coverage.data.length; at++) sum += weightAt(coverage, at);
  return sum;
}
