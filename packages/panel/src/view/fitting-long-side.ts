import type { EngineFacts, NetworkChoice } from '../engine/engine.js';
import { largestFitting } from '../model/fitting-size.js';
import type { Extent } from './zoom.js';

/** The long sides that are offered, px. */
export const SIZE_PRESETS = [256, 384, 512, 768, 1024, 1536, 2048] as const;

const SQUARE: Extent = { width: 1, height: 1 };

/**
 * The longest side that this computer can paint a picture of these proportions at, px.
 * "Automatic" ends with VGG19, so that the picture must fit both networks.
 */
export function fittingLongSide(
  { largestSide }: EngineFacts,
  network: NetworkChoice,
  picture: Extent | null,
): number {
  const side =
    network === 'auto'
      ? Math.min(largestSide['vgg19-lite'], largestSide.vgg19)
      : largestSide[network];
  return largestFitting(side, picture ?? SQUARE);
}

/** A picture's size when its long side is `longSide`, px. */
export function sizeAt(picture: Extent, longSide: number): Extent {
  const scale = longSide / Math.max(picture.width, picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}
