import { describe, expect, it } from 'vitest';
import { type Coverage, coverageOf, poolCoverage, resampleCoverage, weightAt } from './coverage.js';
import { resampleAlpha } from './resample.js';

const coverage = (width: number, height: number, values: number[]): Coverage => ({
  width,
  height,
  data: Float32Array.from(values),
});

describe('coverage', () => {
  it('is alpha in 0..1, and nothing at all for an opaque picture', () => {
    const size = { width: 3, height: 1 };
    expect(coverageOf(null, size)).toBeNull();
    expect(coverageOf(Uint8Array.of(0, 51, 255), size)?.data).toBeAllClose([0, 0.2, 1], 1e-6);
  });

  it('is resampled as the alpha of the finished picture is', () => {
    const from = { width: 7, height: 5 };
    const alpha = Uint8Array.from({ length: 35 }, (_, at) => (at * 73) % 256);
    for (const to of [
      { width: 4, height: 3 },
      { width: 16, height: 9 },
    ]) {
      const resampled = resampleCoverage(coverageOf(alpha, from) as Coverage, to);
      const bytes = resampled.data.map((value) => Math.floor(255 * value + 0.5));
      expect([resampled.width, resampled.height]).toEqual([to.width, to.height]);
      expect(Array.from(bytes)).toEqual(Array.from(resampleAlpha(alpha, from, to)));
    }
  });

  it('is pooled by the mean of each window, a last odd row and column dropped', () => {
    // 5 × 3: the third row and the fifth column belong to no window.
    const values = [1, 0, 0.5, 0.5, 9, 1, 1, 0, 0.2, 9, 9, 9, 9, 9, 9];
    const pooled = poolCoverage(coverage(5, 3, values), 1);
    expect([pooled.width, pooled.height]).toEqual([2, 1]);
    expect(pooled.data).toBeAllClose([0.75, 0.3], 1e-6);
    const whole = coverage(2, 2, [1, 1, 1, 0]);
    expect(poolCoverage(whole, 0)).toBe(whole);
    const twice = poolCoverage(coverage(4, 4, [...Array(12).fill(0), 1, 1, 1, 1]), 2);
    expect(Array.from(twice.data)).toEqual([0.25]);
  });

  it('weighs a pixel by its square', () => {
    expect(weightAt(null, 5)).toBe(1);
    expect(weightAt(coverage(2, 1, [0.5, 0]), 0)).toBe(0.25);
    expect(weightAt(coverage(2, 1, [0.5, 0]), 1)).toBe(0);
  });
});
