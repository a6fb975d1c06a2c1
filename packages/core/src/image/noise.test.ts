import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../base/seeded-random.js';
import { noiseImage } from './noise.js';

describe('noiseImage', () => {
  it('fills every value from the seed', () => {
    const random = createSeededRandom(9);
    const { width, height, data } = noiseImage(5, 4, 9);
    expect([width, height, data.length]).toEqual([5, 4, 60]);
    expect([...data]).toEqual(
      Array.from({ length: 60 }, () => Math.fround(0.5 + 0.15 * random.gaussian())),
    );
    expect(noiseImage(5, 4, 10).data).not.toEqual(data);
  });

  it('has mean 0.5 and deviation 0.15 and stays in 0..1', () => {
    const { data } = noiseImage(128, 128, 1);
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
    // 49 152 values: standard errors 0.15/√n = 0.0007 and 0.15/√(2n) = 0.0005; four of each.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.003);
    expect(Math.abs(Math.sqrt(variance) - 0.15)).toBeLessThan(0.002);
    const clipped = data.filter((value) => value === 0 || value === 1).length;
    expect(clipped).toBeGreaterThan(0);
    expect(clipped / data.length).toBeLessThan(0.001);
    expect(Math.min(...data)).toBe(0);
    expect(Math.max(...data)).toBe(1);
  });
});
