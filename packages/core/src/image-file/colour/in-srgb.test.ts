import { describe, expect, it } from 'vitest';
import { spaceOfCodePoints } from './code-points.js';
import { deepInSrgb, inSrgb } from './in-srgb.js';

const pixels = (...data: number[]) => ({
  width: data.length / 4,
  height: 1,
  data: Uint8Array.from(data),
});

describe('inSrgb', () => {
  it('cuts off what lies outside sRGB, and leaves alpha alone', () => {
    const p3 = spaceOfCodePoints(12, 13)!;
    // Case 07: what Chromium shows of these in Display P3.
    expect([...inSrgb(pixels(200, 30, 30, 7, 30, 180, 60, 255), p3).data]).toEqual([
      218, 0, 6, 7, 0, 183, 31, 255,
    ]);
  });

  it('shows white of a picture with high dynamic range as half of white', () => {
    // PQ: 148 of 255 is 202 cd/m², white. Half of it is 0.7354 in sRGB, 187.5 of 255.
    const pq = spaceOfCodePoints(9, 16)!;
    expect([...inSrgb(pixels(148, 148, 148, 255), pq).data]).toEqual([187, 187, 187, 255]);
    // 1000 cd/m² and more are white: 192 of 255 is 1007 cd/m².
    expect([...inSrgb(pixels(192, 192, 192, 255), pq).data.slice(0, 3)]).toEqual([255, 255, 255]);
    const hlg = spaceOfCodePoints(9, 18)!;
    expect([...inSrgb(pixels(255, 255, 255, 255, 0, 0, 0, 255), hlg).data]).toEqual([
      255, 255, 255, 255, 0, 0, 0, 255,
    ]);
  });

  it('keeps more than 8 bits until after the conversion', () => {
    const linear = spaceOfCodePoints(1, 8)!;
    const deep = { width: 1, height: 1, data: Uint16Array.of(6, 6, 6, 1023), most: 1023 };
    // 1.055 · (6 / 1023)^(1/2.4) − 0.055 = 0.0690, 17.6 of 255; 6 of 1023 is 1.5 of 255, and 1 would give 13.
    expect([...deepInSrgb(deep, linear).data]).toEqual([18, 18, 18, 255]);
    expect([...deepInSrgb({ ...deep, data: Uint16Array.of(802, 0, 2, 512) }, null).data]).toEqual([
      200, 0, 0, 128,
    ]);
  });
});

describe('spaceOfCodePoints', () => {
  it('knows no space for numbers that mean nothing', () => {
    expect(spaceOfCodePoints(3, 13)).toBeNull();
    expect(spaceOfCodePoints(1, 2)).toBeNull();
  });
});
