import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaOf, checkPixels, type Pixels, toPixels, toRgb } from './pixels.js';

const twoPixels: Pixels = {
  width: 2,
  height: 1,
  data: Uint8Array.of(0, 51, 255, 255, 102, 153, 204, 128),
};

describe('toRgb', () => {
  it('divides by 255 and leaves alpha out', () => {
    // 51/255 = 0.2, 102/255 = 0.4, 153/255 = 0.6, 204/255 = 0.8
    const { width, height, data } = toRgb(twoPixels);
    expect([width, height]).toEqual([2, 1]);
    expect([...data]).toEqual([0, 0.2, 1, 0.4, 0.6, 0.8].map(Math.fround));
  });
});

describe('alphaOf', () => {
  it('gives the alpha bytes', () => {
    expect(alphaOf(twoPixels)).toEqual(Uint8Array.of(255, 128));
  });

  it('gives null for an opaque picture', () => {
    expect(alphaOf({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 255) })).toBeNull();
  });
});

describe('toPixels', () => {
  it('clamps, rounds halves up and makes NaN black', () => {
    // 0.5/255 · 255 + 0.5 = 1; 2.5/255 · 255 + 0.5 = 3 (to even it would be 2)
    const data = new Float32Array([-0.2, 1.7, Number.NaN, 0.5 / 255, 0.5, 2 / 255]);
    const { data: bytes } = toPixels({ width: 2, height: 1, data }, null);
    expect([...bytes]).toEqual([0, 255, 0, 255, 1, 128, 2, 255]);
  });

  it('puts the alpha back', () => {
    const rgb = { width: 1, height: 2, data: new Float32Array(6) };
    expect([...toPixels(rgb, Uint8Array.of(0, 77)).data]).toEqual([0, 0, 0, 0, 0, 0, 0, 77]);
  });

  it('refuses an alpha of another size', () => {
    const rgb = { width: 1, height: 2, data: new Float32Array(6) };
    expect(() => toPixels(rgb, Uint8Array.of(1))).toThrow(
      "The alpha of a 1 × 2 px picture needs 2 bytes, but 1 came; resample it to the picture's size.",
    );
  });

  it('undoes toRgb and alphaOf exactly, for all bytes', () => {
    const picture = fc.nat(8).chain((extra) =>
      fc.record({
        width: fc.constant(extra + 1),
        height: fc.constant(2),
        data: fc.uint8Array({ minLength: (extra + 1) * 8, maxLength: (extra + 1) * 8 }),
      }),
    );
    fc.assert(
      fc.property(picture, (pixels) => {
        expect([...toPixels(toRgb(pixels), alphaOf(pixels)).data]).toEqual([...pixels.data]);
      }),
    );
    const every = Uint8Array.from({ length: 1024 }, (_, index) =>
      index % 4 === 3 ? 255 : index / 4,
    );
    const all = { width: 256, height: 1, data: every };
    expect([...toPixels(toRgb(all), null).data]).toEqual([...every]);
  });
});

describe('checkPixels', () => {
  const check = (pixels: unknown) => () => checkPixels(pixels as Pixels, 'content picture');

  it('accepts bytes of the right length, clamped or not', () => {
    expect(check(twoPixels)).not.toThrow();
    expect(check({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).not.toThrow();
  });

  it.each([
    [0, 3],
    [3, 0],
    [1.5, 2],
    [-1, 2],
    [Number.NaN, 2],
    ['4', 2],
  ])('refuses %s × %s px', (width, height) => {
    expect(check({ width, height, data: new Uint8Array(24) })).toThrow(
      expect.objectContaining({
        code: 'invalid-image',
        message: `The content picture must be at least 1 × 1 px in whole numbers, but ${width} × ${height} came; give a decoded picture.`,
      }),
    );
  });

  it('refuses no picture at all', () => {
    expect(check(undefined)).toThrow('but undefined × undefined came; give a decoded picture.');
    expect(check(null)).toThrow('but undefined × undefined came; give a decoded picture.');
  });

  it('refuses too few and too many bytes', () => {
    expect(check({ width: 2, height: 3, data: new Uint8Array(18) })).toThrow(
      'The content picture is 2 × 3 px and needs 24 bytes of RGBA, but 18 came; pass all four channels of every pixel.',
    );
    expect(check({ width: 1, height: 1, data: new Uint8Array(5) })).toThrow('but 5 came');
  });

  it.each([
    [new Float32Array(4), 'Float32Array'],
    [[0, 0, 0, 0], 'Array'],
    [undefined, 'Undefined'],
  ])('refuses data that are no bytes', (data, tag) => {
    expect(check({ width: 1, height: 1, data })).toThrow(
      `The content picture must be RGBA bytes (Uint8Array or Uint8ClampedArray), but ${tag} came; convert it first.`,
    );
  });

  it('refuses pictures over 16384 px a side or 134 Mpx in all', () => {
    const data = new Uint8Array(0);
    expect(check({ width: 16385, height: 1, data })).toThrow(
      'The content picture may have 16384 px a side and 134217728 px in all, but 16385 × 1 came; make it smaller first.',
    );
    expect(check({ width: 16384, height: 8193, data })).toThrow('make it smaller first.');
    expect(check({ width: 16384, height: 8192, data })).toThrow('but 0 came');
  });
});
