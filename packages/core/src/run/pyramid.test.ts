import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PyramidOptions, pyramid } from './pyramid.js';

const options = (change: Partial<PyramidOptions>): PyramidOptions => ({
  width: 512,
  height: 384,
  iterations: 250,
  enabled: true,
  shortestSide: 16,
  ...change,
});

describe('pyramid', () => {
  it('goes up by √2 from 128 px to the full size', () => {
    // 512/√2 = 362.04, 512/2 = 256, 181.02, 128; three quarters of each: 271.5 (of 362), 192, 135.75, 96.
    // Iterations, finest first, each 1 part of what is left (1 + √2 + 2 + 2.828 + 4 = 11.243 parts):
    // 250/11.243 = 22.2, 228/7.243 = 31.5, 197/4.414 = 44.6, 152/2.414 = 63.0, and 89 remain.
    expect(pyramid(options({}))).toEqual([
      { width: 128, height: 96, iterations: 89 },
      { width: 181, height: 136, iterations: 63 },
      { width: 256, height: 192, iterations: 45 },
      { width: 362, height: 272, iterations: 31 },
      { width: 512, height: 384, iterations: 22 },
    ]);
  });

  it('keeps portrait portrait', () => {
    const sizes = pyramid(options({ width: 192, height: 256 }));
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [96, 128],
      [136, 181],
      [192, 256],
    ]);
  });

  it('starts at or above about 128 px for other targets', () => {
    // 500/2 = 250, 500/2√2 = 176.8; 125 would be below 128.
    const sizes = pyramid(options({ width: 500, height: 500 }));
    expect(sizes.map(({ width }) => width)).toEqual([177, 250, 354, 500]);
  });

  it('has one scale for a small picture and when it is switched off', () => {
    expect(pyramid(options({ width: 180, height: 90 }))).toEqual([
      { width: 180, height: 90, iterations: 250 },
    ]);
    expect(pyramid(options({ enabled: false }))).toEqual([
      { width: 512, height: 384, iterations: 250 },
    ]);
  });

  it('leaves out scales whose short side is too short', () => {
    // 512 × 32: 362 × 23, 256 × 16, 181 × 11
    expect(pyramid(options({ height: 32 })).map(({ height }) => height)).toEqual([16, 23, 32]);
    expect(pyramid(options({ height: 32, shortestSide: 24 })).map(({ height }) => height)).toEqual([
      32,
    ]);
  });

  it('takes another coarsest side', () => {
    expect(pyramid(options({ coarsest: 256 })).map(({ width }) => width)).toEqual([256, 362, 512]);
  });

  it('drops the coarsest scales when there are fewer iterations than scales', () => {
    expect(pyramid(options({ iterations: 2 }))).toEqual([
      { width: 362, height: 272, iterations: 1 },
      { width: 512, height: 384, iterations: 1 },
    ]);
  });

  it('shares all iterations, never more to a finer scale, in the ratio √2', () => {
    const side = fc.integer({ min: 16, max: 4096 });
    const iterations = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(side, side, iterations, (width, height, total) => {
        const scales = pyramid(options({ width, height, iterations: total }));
        expect(scales.at(-1)).toMatchObject({ width, height });
        expect(scales.reduce((sum, scale) => sum + scale.iterations, 0)).toBe(total);
        expect(Math.min(...scales.map((scale) => scale.iterations))).toBeGreaterThanOrEqual(1);
        for (let index = 1; index < scales.length; index++) {
          const [coarse, fine] = [scales[index - 1]!, scales[index]!];
          expect(coarse.iterations).toBeGreaterThanOrEqual(fine.iterations);
          expect(Math.max(coarse.width, coarse.height)).toBeLessThan(
            Math.max(fine.width, fine.height),
          );
          // Each share is rounded: no more than a few iterations off where shares are large.
          if (fine.iterations < 20) continue;
          expect(Math.abs(coarse.iterations - Math.SQRT2 * fine.iterations)).toBeLessThan(3);
        }
      }),
      { numRuns: 500 },
    );
  });
});
