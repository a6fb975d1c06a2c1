import { largestFitting, ownLongSide, type Size } from '@pastiche/core';
import type { EngineFacts, NetworkChoice } from '../../engine/engine.js';
import type { PaintedStyle } from '../model.js';
import { paintsLast } from './paints-last.js';

/** The long sides that are offered, px. */
export const SIZE_PRESETS = [256, 384, 512, 768, 1024, 1536, 2048] as const;

/** What is smaller is not worth painting, px. */
export const SMALLEST_SIDE = 64;

/** The least that `Parameters.size` may be, px. */
const LEAST_SIDE = 16;

const SQUARE: Size = { width: 1, height: 1 };

/** What decides which network paints at the full size. */
export interface NetworkConditions {
  readonly network: NetworkChoice;
  readonly vgg19Here: boolean;
  /** Those that take part. */
  readonly styles: readonly PaintedStyle[];
}

/** The networks of a painting; `coarse`: the one that begins it, where there are two. */
export function paintersOf({ network, vgg19Here, styles }: NetworkConditions) {
  const fine = paintsLast(network, vgg19Here, styles);
  // One that was kept without its picture is painted by one network alone.
  const isBoth = network === 'auto' && fine === 'vgg19' && styles.every((one) => !one.statistics);
  return { coarse: isBoth ? ('vgg19-lite' as const) : null, fine };
}

/** The longest side that this computer can paint a picture of these proportions at, px. */
export function fittingLongSide(
  { largestSide }: EngineFacts,
  { network, vgg19Here, styles }: NetworkConditions,
  picture: Size | null,
): number {
  const side = largestSide[paintsLast(network, vgg19Here, styles)];
  return largestFitting(side, picture ?? SQUARE);
}

/** The long side at which a picture is painted at its own size, or the nearest to that here, px. */
export function originalLongSide(picture: Size, largest: number): number {
  return Math.max(LEAST_SIDE, Math.min(ownLongSide(picture), largest));
}

/** A picture's size when its long side is `longSide`, px. */
export function sizeAt(picture: Size, longSide: number): Size {
  const scale = longSide / Math.max(picture.width, picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}
