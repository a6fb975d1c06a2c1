import { expect } from 'vitest';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares this very parameter so.
  interface Assertion<T = any> {
    /**
     * ‖actual − expected‖ ≤ tolerance · ‖expected‖ (relative L2), and the same length.
     * Not-a-number anywhere fails.
     */
    toBeAllClose(expected: ArrayLike<number>, tolerance: number): T;
  }
}

expect.extend({
  toBeAllClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
    const error = actual.length === expected.length ? relativeError(actual, expected) : Number.NaN;
    return {
      pass: error <= tolerance,
      message: () =>
        actual.length === expected.length
          ? `relative L2 error ${error}, allowed ${tolerance}`
          : `${actual.length} numbers came, ${expected.length} were expected`,
    };
  },
});

/** ‖actual − expected‖ / ‖expected‖; the plain distance when `expected` is all zero. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    const wanted = expected[i] as number;
    difference += ((actual[i] as number) - wanted) ** 2;
    norm += wanted ** 2;
  }
  return Math.sqrt(difference) / (norm === 0 ? 1 : Math.sqrt(norm));
}
