import type { Size } from '@pastiche/core';

/** Of a mask, px: drawing stays fast on the largest picture, and an edge is feathered more than this anyway. */
const LONG_SIDE = 1024;

/**
 * The size at which a mask over a picture is drawn: the picture's own, or smaller, with its shape to within half a
 * pixel. The short side is made whole first: rounding it would bend the shape of a long picture.
 *
 * @example
 * maskSize({ width: 4096, height: 602 }); // { width: 1021, height: 150 }
 */
export function maskSize({ width, height }: Size): Size {
  const long = Math.max(width, height);
  if (long <= LONG_SIDE) return { width, height };
  const short = Math.min(width, height);
  const shortSide = Math.max(1, Math.floor((LONG_SIDE * short) / long));
  const longSide = Math.round((shortSide * long) / short);
  return width >= height
    ? { width: longSide, height: shortSide }
    : { width: shortSide, height: longSide };
}
