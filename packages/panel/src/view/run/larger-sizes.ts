import { fitLongSide, haveOneShape, MAX_PAINTED_SIDE, type Size } from '@pastiche/core';
import { SIZE_PRESETS } from '../../model/run/picture-sizes.js';

/** How many of the usual sizes are offered; after that the next painting is the better place to choose. */
const PRESETS = 3;

/** A size at which a painting may be painted anew. */
export interface LargerSize extends Size {
  /** Px. */
  readonly longSide: number;
  /** It is the picture's own, or as near to that as can be painted here. */
  readonly kind: 'usual' | 'original' | 'largest';
}

/** What decides how large a painting may become. */
export interface PaintedSizes {
  readonly painting: Size;
  /** The picture that it was painted from. */
  readonly picture: Size;
  /** The longest side that fits here, px. */
  readonly largest: number;
}

/**
 * The sizes at which a painting may go on: the next usual ones, and the picture's own or, where that does not fit,
 * the largest that does; smallest first. None where the painting is not of the picture's shape.
 *
 * @example
 * largerSizes({ painting: 512 × 384, picture: 1600 × 1200, largest: 2048 }); // 768, 1024, 1536, and 1600
 */
export function largerSizes({ painting, picture, largest }: PaintedSizes): readonly LargerSize[] {
  if (!haveOneShape(painting, picture)) return [];
  const painted = longSideOf(painting);
  const most = Math.min(largest, MAX_PAINTED_SIDE);
  const own = longSideOf(picture);
  const at = (longSide: number, kind: LargerSize['kind']): LargerSize => {
    return { ...fitLongSide(picture.width, picture.height, longSide), longSide, kind };
  };
  const nearest = Math.min(own, most);
  const usual = SIZE_PRESETS.filter(
    (side) => side > painted && side <= most && side !== nearest,
  ).slice(0, PRESETS);
  const sizes = usual.map((side) => at(side, 'usual'));
  if (nearest > painted) sizes.push(at(nearest, nearest === own ? 'original' : 'largest'));
  return sizes.sort((a, b) => a.longSide - b.longSide);
}

function longSideOf({ width, height }: Size): number {
  return Math.max(width, height);
}
