import { StyleTransferError } from '../base/errors.js';
import * as LIMITS from '../base/limits.js';
import { sentence } from '../base/sentence.js';

/** Width and height in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest long side that is painted, px: also the upper end of `Parameters.size`. */
export const MAX_PAINTED_SIDE = LIMITS.PAINTED_SIDE;

/**
 * The size of a picture once its long side is `longSide` px: the aspect is kept, the short side
 * rounded to a whole number of at least 1.
 *
 * @example
 * fitLongSide(4000, 3000, 512); // { width: 512, height: 384 }
 */
export function fitLongSide(width: number, height: number, longSide: number): Size {
  const scale = longSide / Math.max(width, height);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** The long side of a picture at its own size, or the largest that is painted, px. */
export function ownLongSide({ width, height }: Size): number {
  return Math.min(MAX_PAINTED_SIDE, Math.max(width, height));
}

/**
 * As {@link fitLongSide}, but a picture that is already smaller keeps its size. For style images:
 * enlarging one invents blur, and the blur would be painted.
 */
export function shrinkToLongSide(width: number, height: number, longSide: number): Size {
  return fitLongSide(width, height, Math.min(longSide, Math.max(width, height)));
}

/**
 * Refuses a picture of `width` × `height` px that cannot be painted with a long side of `longSide`
 * px: over 4096 px, or with a short side that the network's poolings would halve to nothing.
 *
 * @param poolings 2×2 poolings above the deepest layer in use: 4 for conv5_1, which therefore
 *   needs 2⁴ = 16 px.
 * @throws StyleTransferError `invalid-image`; the sentence names a size that would do, if one does.
 */
export function checkPaintable(
  width: number,
  height: number,
  poolings: number,
  longSide: number = Math.max(width, height),
): void {
  const painted = fitLongSide(width, height, longSide);
  const asked = `${painted.width} × ${painted.height}`;
  if (longSide > MAX_PAINTED_SIDE) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`A picture can be painted at up to ${MAX_PAINTED_SIDE} px a side, but ${asked} px was asked for; choose a size of ${MAX_PAINTED_SIDE} or less.`,
    );
  }
  const needed = 2 ** poolings;
  if (Math.min(painted.width, painted.height) >= needed) return;
  const enough = smallestLongSide(width, height, needed);
  const advice =
    enough === null
      ? sentence`no size is large enough for so narrow a picture, so crop it or leave out the deepest layers`
      : sentence`choose a size of at least ${enough}`;
  throw new StyleTransferError(
    'invalid-image',
    sentence`The network needs at least ${needed} px on the short side, but the picture would be painted at ${asked} px; ${advice}.`,
  );
}

/** The smallest long side at which the short side comes to `needed` px, or `null` beyond 4096. */
function smallestLongSide(width: number, height: number, needed: number): number | null {
  const aspect = Math.max(width, height) / Math.min(width, height);
  // The short side rounds up from half a pixel below; the loop settles what floats leave unsure.
  for (let side = Math.floor((needed - 0.5) * aspect); side <= MAX_PAINTED_SIDE; side++) {
    const fitted = fitLongSide(width, height, side);
    if (Math.min(fitted.width, fitted.height) >= needed) return side;
  }
  return null;
}
