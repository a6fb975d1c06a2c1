import type { Coverage } from './coverage.js';

/**
 * The least coverage within so many positions to each side: what lies so far within what is covered. Beyond the
 * picture's edge all counts as covered.
 */
export function erode(coverage: Coverage, reach: number): Coverage {
  if (reach === 0) return coverage;
  const { width, height } = coverage;
  const across = leastAlong(
    coverage.data,
    { lines: height, along: width, step: 1, to: width },
    reach,
  );
  const data = leastAlong(across, { lines: width, along: height, step: width, to: 1 }, reach);
  return { width, height, data };
}

/** Lines of values: `along` of them, `step` apart, and the next line `to` further. */
interface Lines {
  readonly lines: number;
  readonly along: number;
  readonly step: number;
  readonly to: number;
}

function leastAlong(values: Float32Array, { lines, along, step, to }: Lines, reach: number) {
  const least = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < along; at++) {
      let smallest = Number.POSITIVE_INFINITY;
      const end = Math.min(along - 1, at + reach);
      for (let other = Math.max(0, at - reach); other <= end; other++) {
        smallest = Math.min(smallest, values[line * to + other * step]);
      }
      least[line * to + at * step] = smallest;
    }
  }
  return least;
}
