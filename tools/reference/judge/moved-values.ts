import { statistics } from './statistics.js';

/** More would only fill the report. */
const MOST_LISTED = 12;

/** How many values of a gradient, `[h, w, 3]`, are off, and which of them most. */
export interface MovedValues {
  readonly moved: number;
  readonly values: number;
  /** Such as `[y, x, channel] by 6.6e-4`, of the typical value; furthest first. */
  readonly furthest: readonly string[];
}

/** @param limit error over the typical value beyond which a value counts */
export function movedValues(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  width: number,
  limit: number,
): MovedValues {
  const typical = statistics(expected).l2 / Math.sqrt(expected.length);
  const moved = Array.from(expected, (value, at) => ({
    at,
    error: Math.abs((actual[at] as number) - value) / typical,
  })).filter(({ error }) => error > limit);
  const furthest = moved.sort((a, b) => b.error - a.error).slice(0, MOST_LISTED);
  return {
    moved: moved.length,
    values: expected.length,
    furthest: furthest.map(({ at, error }) => `${placeOf(at, width)} by ${error.toExponential(1)}`),
  };
}

function placeOf(at: number, width: number): string {
  const pixel = Math.floor(at / 3);
  return `[${Math.floor(pixel / width)}, ${pixel % width}, ${at % 3}]`;
}
