import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { type Coverage, resampleCoverage } from './coverage.js';
import type { Size } from './fit.js';
import { type Mask, marksOf } from './mask.js';
import type { Pixels } from './pixels.js';

/** How far protection fades beyond the mask, as a part of the picture's long side; at least one pixel. */
const FEATHER = 1 / 128;
/** What is protected to less than half a level of a byte from wholly is wholly protected: resampling rounds. */
const WHOLE = 1 - 1 / 512;

/**
 * How much of each pixel stays as it is: all that the mask marks, and ever less of what is around it, so that
 * no hard edge shows where the painting begins.
 *
 * @param size of the finished picture
 * @throws StyleTransferError `invalid-image` as {@link marksOf} does, and for a mask that leaves nothing to paint.
 */
export function protectionOf(mask: Mask, content: Size, size: Size): Coverage {
  const marked = protectionAt(marksOf(mask, content), size);
  const protection = fade(marked, Math.max(1, FEATHER * Math.max(size.width, size.height)));
  if (protection.data.every((value) => value === 1)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The mask must leave something to paint, but it protects all of the picture; paint black what may change.`,
    );
  }
  return protection;
}

/** A protection at another size. */
export function protectionAt(protection: Coverage, size: Size): Coverage {
  const { width, height, data } = resampleCoverage(protection, size);
  return { width, height, data: data.map((kept) => (kept > WHOLE ? 1 : kept)) };
}

/** The part of a coverage that is not protected, of the size of both; `null` stands for all of it. */
export function unprotected(
  coverage: Coverage | null,
  protection: Coverage | null,
): Coverage | null {
  if (protection === null) return coverage;
  const { width, height } = protection;
  const data = protection.data.map((kept, at) => (1 - kept) * (coverage?.data[at] ?? 1));
  return { width, height, data };
}

/**
 * Lays what is protected over a painting of the same size. Where protection is whole the bytes are the
 * original's, hidden colours and alpha included.
 */
export function restoreProtected(painted: Pixels, original: Pixels, protection: Coverage): Pixels {
  const data = new Uint8ClampedArray(painted.data);
  for (let at = 0; at < data.length; at++) {
    const kept = protection.data[at >> 2];
    const mixed = painted.data[at] + kept * (original.data[at] - painted.data[at]);
    data[at] = Math.floor(mixed + 0.5);
  }
  return { width: painted.width, height: painted.height, data };
}

/**
 * Each value lowered by 1/(reach + 1) for every pixel of distance to it, the largest of what arrives: two
 * passes over the picture, steps to the side and across (Borgefors 1986, "Distance transformations in digital
 * images", with the lengths 1 and √2).
 */
function fade({ width, height, data }: Coverage, reach: number): Coverage {
  const faded = Float32Array.from(data);
  const step = 1 / (reach + 1);
  const take = (at: number, from: number, length: number) => {
    const arrived = faded[from] - length * step;
    if (arrived > faded[at]) faded[at] = arrived;
  };
  const sweep = (y: number, x: number, back: -1 | 1) => {
    const at = y * width + x;
    const [left, right] = [x > 0, x < width - 1];
    const above = at + back * width;
    if (back < 0 ? left : right) take(at, at + back, 1);
    if (back < 0 ? y === 0 : y === height - 1) return;
    take(at, above, 1);
    if (left) take(at, above - 1, Math.SQRT2);
    if (right) take(at, above + 1, Math.SQRT2);
  };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sweep(y, x, -1);
  for (let y = height - 1; y >= 0; y--) for (let x = width - 1; x >= 0; x--) sweep(y, x, 1);
  return { width, height, data: faded };
}
