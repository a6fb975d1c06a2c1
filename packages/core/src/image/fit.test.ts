import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPaintable, fitLongSide, ownLongSide, shrinkToLongSide } from './fit.js';

const side = fc.integer({ min: 1, max: 16384 });

it('a picture’s own long side is its longer one, as far as pictures are painted', () => {
  expect(ownLongSide({ width: 1600, height: 1200 })).toBe(1600);
  expect(ownLongSide({ width: 3000, height: 4096 })).toBe(4096);
  expect(ownLongSide({ width: 8000, height: 6000 })).toBe(4096);
});

describe('fitLongSide', () => {
  it.each([
    // 3000 · 512/4000 = 384
    [4000, 3000, 512, 512, 384],
    [3000, 4000, 512, 384, 512],
    // 667 · 512/1000 = 341.504
    [1000, 667, 512, 512, 342],
    [64, 32, 128, 128, 64],
    // 1 · 512/2000 = 0.256, but no side vanishes
    [2000, 1, 512, 512, 1],
    [1, 1, 16, 16, 16],
  ])('fits %i × %i to %i px: %i × %i', (width, height, longSide, toWidth, toHeight) => {
    expect(fitLongSide(width, height, longSide)).toEqual({ width: toWidth, height: toHeight });
  });

  it('always meets the long side exactly and stays within half a pixel of the aspect', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4096 }), (width, height, longSide) => {
        const fitted = fitLongSide(width, height, longSide);
        expect(Math.max(fitted.width, fitted.height)).toBe(longSide);
        const exact = (Math.min(width, height) * longSide) / Math.max(width, height);
        const short = Math.min(fitted.width, fitted.height);
        expect(short === 1 || Math.abs(short - exact) <= 0.5 + 1e-9).toBe(true);
      }),
    );
  });
});

describe('shrinkToLongSide', () => {
  it('shrinks like fitLongSide and never enlarges', () => {
    expect(shrinkToLongSide(800, 600, 400)).toEqual({ width: 400, height: 300 });
    expect(shrinkToLongSide(800, 600, 801)).toEqual({ width: 800, height: 600 });
  });
});

describe('checkPaintable', () => {
  it('accepts a short side of exactly 2^poolings px', () => {
    expect(() => checkPaintable(16, 16, 4)).not.toThrow();
    expect(() => checkPaintable(4096, 16, 4)).not.toThrow();
    expect(() => checkPaintable(2, 100, 1)).not.toThrow();
    expect(() => checkPaintable(1, 100, 0)).not.toThrow();
  });

  it('names the smallest size that would do', () => {
    // 300 × 30 at 150 px is 150 × 15; 15.5 px · 300/30 = 155 is the first to round to 16.
    expect(() => checkPaintable(300, 30, 4, 150)).toThrow(
      expect.objectContaining({
        code: 'invalid-image',
        message:
          'The network needs at least 16 px on the short side, but the picture would be painted at 150 × 15 px; choose a size of at least 155.',
      }),
    );
    expect(() => checkPaintable(300, 30, 4, 155)).not.toThrow();
  });

  it('says so when no size would do', () => {
    // 15.5 px · 1000 = 15500 > 4096
    expect(() => checkPaintable(1, 1000, 4, 512)).toThrow(
      'The network needs at least 16 px on the short side, but the picture would be painted at 1 × 512 px; no size is large enough for so narrow a picture, so crop it or leave out the deepest layers.',
    );
  });

  it('refuses more than 4096 px', () => {
    expect(() => checkPaintable(5000, 2500, 4)).toThrow(
      'A picture can be painted at up to 4096 px a side, but 5000 × 2500 px was asked for; choose a size of 4096 or less.',
    );
    expect(() => checkPaintable(5000, 2500, 4, 4096)).not.toThrow();
  });

  it('gives advice that works and is the least, whenever it gives any', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4096 }), (width, height, longSide) => {
        let sentence = '';
        try {
          checkPaintable(width, height, 4, longSide);
        } catch (error) {
          sentence = (error as Error).message;
        }
        const advised = /at least (\d+)\.$/.exec(sentence)?.[1];
        if (advised === undefined) return;
        expect(() => checkPaintable(width, height, 4, Number(advised))).not.toThrow();
        expect(() => checkPaintable(width, height, 4, Number(advised) - 1)).toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
