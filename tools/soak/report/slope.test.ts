import { describe, expect, it } from 'vitest';
import { leastSquaresLine, memoryTrend } from './slope.js';

const series = (count: number, sizeAt: (runs: number) => number) =>
  Array.from({ length: count }, (_, runs) => ({ runs, megabytes: sizeAt(runs) }));

describe('the trend of memory', () => {
  it('is the growth of what leaks', () => {
    expect(memoryTrend(series(400, (runs) => 50 + runs * 0.02)).per100Runs).toBeCloseTo(2, 9);
  });

  it('leaves out what caches take in the beginning', () => {
    const warming = series(400, (runs) => 50 + Math.min(runs, 90));
    expect(memoryTrend(warming).per100Runs).toBeCloseTo(0, 9);
    expect(leastSquaresLine(warming)?.slope).toBeGreaterThan(0.05);
  });

  it('sees a leak through the noise of a collector', () => {
    const noisy = series(1000, (runs) => 80 + runs * 0.015 + (runs % 7) - 3);
    expect(memoryTrend(noisy).per100Runs).toBeGreaterThan(1.4);
    const level = series(1000, (runs) => 80 + (runs % 7) - 3);
    expect(Math.abs(memoryTrend(level).per100Runs ?? 99)).toBeLessThan(0.1);
  });

  it('has a standard error as in the textbook', () => {
    // y = 1, 3, 2, 4 at x = 0 … 3: slope 0.8, rest 1.8, spread 5.
    const line = leastSquaresLine([1, 3, 2, 4].map((megabytes, runs) => ({ runs, megabytes })));
    expect(line?.slope).toBeCloseTo(0.8, 9);
    expect(line?.error).toBeCloseTo(Math.sqrt(1.8 / 2 / 5), 9);
  });

  it('falls where memory is given back', () => {
    expect(memoryTrend(series(400, (runs) => 90 - runs * 0.01)).per100Runs).toBeCloseTo(-1, 9);
  });

  it('says nothing of few samples, or of samples after one run', () => {
    expect(memoryTrend(series(20, (runs) => runs)).per100Runs).toBeNull();
    expect(memoryTrend([])).toMatchObject({ per100Runs: null, first: 0, last: 0, most: 0 });
    const same = series(100, (runs) => runs).map((sample) => ({ ...sample, runs: 5 }));
    expect(memoryTrend(same).per100Runs).toBeNull();
  });

  it('tells the first, the last and the most of what counts', () => {
    const trend = memoryTrend(series(40, (runs) => (runs === 20 ? 99 : runs)));
    expect(trend).toMatchObject({ first: 10, last: 39, most: 99, samples: 30 });
  });
});
