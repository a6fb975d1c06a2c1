import { fitLongSide } from '@pastiche/core';

/** What the deepest layer that can be chosen needs on the short side, px: four poolings halve it to one. */
const SHORTEST = 16;
/** Sizes are offered in steps of the deepest pooling, which also look like sizes that a person would choose. */
const STEP = 32;
const SMALLEST = 64;

/**
 * The size to offer after `size` did not fit: half the area, or less where `largest` says so;
 * `null` when nothing smaller is worth painting.
 */
export function fittingSize(size: number, largest: number): number | null {
  const offered = Math.max(SMALLEST, Math.min(inSteps(size / Math.SQRT2), largest));
  return offered < size ? offered : null;
}

/**
 * The size to offer where a narrow picture of that shape would come out too narrow for the network at `size`;
 * `null` when it would not, or no size up to `largest` is enough.
 */
export function wideEnoughSize(
  size: number,
  largest: number,
  { width, height }: { readonly width: number; readonly height: number },
): number | null {
  const painted = fitLongSide(width, height, size);
  if (Math.min(painted.width, painted.height) >= SHORTEST) return null;
  const aspect = Math.max(width, height) / Math.min(width, height);
  const offered = Math.max(SMALLEST, Math.ceil((SHORTEST * aspect) / STEP) * STEP);
  return offered <= largest ? offered : null;
}

/** Rounded down: the next size up is the one that did not fit. */
function inSteps(size: number): number {
  return Math.max(SMALLEST, Math.floor(size / STEP) * STEP);
}
