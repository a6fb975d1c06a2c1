import { resampleCoverage } from './coverage.js';
import type { Size } from './fit.js';
import { type Mask, marksOf } from './mask.js';

/**
 * What any of the masks marks, as one mask of the size of the largest: each pixel as much as the mask that
 * marks it most.
 *
 * @param masks at least one, of any sizes
 * @param picture that all of them are laid over
 * @throws StyleTransferError `invalid-image` as `marksOf` does, of any of them.
 */
export function maskUnion(masks: readonly Mask[], picture: Size): Mask {
  const marks = masks.map((mask) => marksOf(mask, picture));
  const { width, height } = marks.reduce((large, one) => (one.width > large.width ? one : large));
  const data = new Uint8Array(width * height);
  for (const one of marks) {
    const { data: marked } = resampleCoverage(one, { width, height });
    for (let at = 0; at < data.length; at++) {
      data[at] = Math.max(data[at], Math.round(255 * marked[at]));
    }
  }
  return { width, height, data };
}
