import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSize } from './mask-size.js';

describe('the size of a mask', () => {
  it('is the picture’s own up to 1024 px', () => {
    expect(maskSize({ width: 1024, height: 3 })).toEqual({ width: 1024, height: 3 });
    expect(maskSize({ width: 640, height: 448 })).toEqual({ width: 640, height: 448 });
  });

  it('is smaller for a larger picture, the short side in whole pixels first', () => {
    expect(maskSize({ width: 4096, height: 2048 })).toEqual({ width: 1024, height: 512 });
    // 1024 · 602 / 4096 = 150.5, and 150 · 4096 / 602 = 1020.6.
    expect(maskSize({ width: 4096, height: 602 })).toEqual({ width: 1021, height: 150 });
    expect(maskSize({ width: 602, height: 4096 })).toEqual({ width: 150, height: 1021 });
  });

  it('has the picture’s shape to within a pixel, as the engine asks', () => {
    const side = fc.integer({ min: 1, max: 4096 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const mask = maskSize({ width, height });
        const scale = Math.sqrt((mask.width * mask.height) / (width * height));
        expect(Math.abs(width * scale - mask.width)).toBeLessThanOrEqual(1);
        expect(Math.abs(height * scale - mask.height)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
