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

/** Rounded down: the next size up is the one that did not fit. */
function inSteps(size: number): number {
  return Math.max(SMALLEST, Math.floor(size / STEP) * STEP);
}
