import { compareVectors } from '../judge/statistics.js';
import type { PieceFlip } from './piece-flips.js';

/** What the gradient of a picture in pieces differs by from that of the whole, and why. */
export interface JudgedGradient {
  /** ‖difference‖ / ‖whole‖. */
  readonly distance: number;
  /** The same over what no flip reaches; 0 where flips reach everything. */
  readonly unmoved: number;
  /** Median error over the typical value, and 1 − cosine. */
  readonly median: number;
  readonly angle: number;
  /** Decisions that went otherwise; looked for only where the gradient is further off than rounding takes it. */
  readonly flips: readonly PieceFlip[];
  readonly passed: boolean;
}

/** What a gradient may be off by where every decision is the same. */
const TOLERANCE = 1e-4;

/** Between values that are so near, over the typical one, a decision may go either way. */
const EQUAL = 1e-5;

const MOST_MEDIAN = 1e-5;
const MOST_ANGLE = 1e-4;

/**
 * Judges a gradient, `[h, w, 3]`. Sums are taken in another order in pieces, so a ReLU or a max-pooling may decide
 * otherwise between values that are equal within rounding, which moves the gradient by far more. Then the
 * decisions have to be as near as that, what they do not reach as exact as ever, and median and
 * angle small.
 */
export async function judgeGradient(
  pieces: Float32Array,
  whole: Float32Array,
  width: number,
  findFlips: () => Promise<readonly PieceFlip[]>,
): Promise<JudgedGradient> {
  const { relativeL2: distance, median, angle } = compareVectors(pieces, whole);
  const isExact = distance < TOLERANCE;
  const flips = isExact ? [] : await findFlips();
  const unmoved = distanceBeyond(pieces, whole, width, flips);
  const areEqual = flips.length > 0 && flips.every(({ margin }) => margin < EQUAL);
  const isNear = unmoved < TOLERANCE && median < MOST_MEDIAN && angle < MOST_ANGLE;
  return { distance, unmoved, median, angle, flips, passed: isExact || (areEqual && isNear) };
}

/** ‖difference‖ / ‖whole‖ where no flip reaches. */
function distanceBeyond(
  pieces: Float32Array,
  whole: Float32Array,
  width: number,
  flips: readonly PieceFlip[],
): number {
  const reached = new Uint8Array(whole.length / 3);
  for (const { reach } of flips) {
    const bottom = Math.min(reach.bottom, reached.length / width);
    for (let y = Math.max(0, reach.top); y < bottom; y++) {
      reached.fill(
        1,
        y * width + Math.max(0, reach.left),
        y * width + Math.min(width, reach.right),
      );
    }
  }
  let [difference, norm] = [0, 0];
  whole.forEach((value, at) => {
    if (reached[Math.floor(at / 3)] === 1) return;
    difference += ((pieces[at] as number) - value) ** 2;
    norm += value ** 2;
  });
  return norm === 0 ? 0 : Math.sqrt(difference / norm);
}
