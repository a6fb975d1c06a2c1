import { describe, expect, it } from 'vitest';
import type { Coverage } from './coverage.js';
import type { Mask } from './mask.js';
import { protectionAt, protectionOf, restoreProtected, unprotected } from './protection.js';

const line = (...data: number[]): Coverage => ({
  width: data.length,
  height: 1,
  data: Float32Array.from(data),
});

/** One marked pixel in the middle. */
function dot(side: number, value = 255): Mask {
  const data = new Uint8Array(side * side);
  data[(side * side - 1) / 2] = value;
  return { width: side, height: side, data };
}

describe('protection', () => {
  it('fades by distance, to the side and across, in all directions alike', () => {
    const size = { width: 5, height: 5 };
    // The shortest fading is a pixel: half is left at a distance of 1, 1 − √2/2 at √2.
    const across = 1 - Math.SQRT2 / 2;
    const rows = [
      [0, 0, 0, 0, 0],
      [0, across, 0.5, across, 0],
      [0, 0.5, 1, 0.5, 0],
      [0, across, 0.5, across, 0],
      [0, 0, 0, 0, 0],
    ];
    expect(protectionOf(dot(5), size, size).data).toBeAllClose(rows.flat(), 1e-6);
  });

  it('fades over the same part of the picture at each size', () => {
    const size = { width: 1025, height: 1 };
    const data = new Uint8Array(1025);
    data[512] = 255;
    const faded = protectionOf({ ...size, data }, size, size).data;
    // 1025 / 128 px, so it is gone at a distance of 9.008.
    expect(faded[512 + 9]).toBeCloseTo(1 - 9 / (1025 / 128 + 1), 5);
    expect(faded[512 + 10]).toBe(0);
    expect(faded[512 - 9]).toBe(faded[512 + 9]);
  });

  it('is whole wherever the mask is, at other sizes too', () => {
    const data = Uint8Array.from({ length: 40 * 30 }, (_, at) => (at % 40 < 20 ? 255 : 0));
    const mask = { width: 40, height: 30, data };
    const larger = protectionOf(mask, { width: 160, height: 120 }, { width: 160, height: 120 });
    for (const half of [larger, protectionAt(larger, { width: 80, height: 60 })]) {
      const inside = Array.from(half.data).filter((_, at) => at % half.width < half.width / 2 - 4);
      expect(new Set(inside)).toEqual(new Set([1]));
    }
  });

  it('of everything is refused', () => {
    const size = { width: 3, height: 3 };
    const all = { ...size, data: new Uint8Array(9).fill(255) };
    expect(() => protectionOf(all, size, size)).toThrow(/protects all of the picture/);
  });

  it('leaves the rest of what is visible to be painted', () => {
    expect(unprotected(line(1, 0.5), null)?.data).toBeAllClose([1, 0.5], 0);
    expect(unprotected(null, null)).toBeNull();
    expect(unprotected(null, line(0, 0.25, 1))?.data).toBeAllClose([1, 0.75, 0], 1e-6);
    expect(unprotected(line(1, 0.5, 1), line(0, 0.5, 1))?.data).toBeAllClose([1, 0.25, 0], 1e-6);
  });

  it('puts the bytes of the original back, mixed where it fades', () => {
    const picture = (...data: number[]) => ({
      width: 3,
      height: 1,
      data: Uint8ClampedArray.from(data),
    });
    const painted = picture(200, 100, 0, 255, 200, 100, 0, 255, 200, 100, 0, 255);
    const original = picture(7, 8, 9, 0, 100, 101, 100, 255, 1, 2, 3, 4);
    const restored = restoreProtected(painted, original, line(1, 0.5, 0));
    expect(Array.from(restored.data)).toEqual([7, 8, 9, 0, 150, 101, 50, 255, 200, 100, 0, 255]);
    expect(painted.data[0]).toBe(200);
  });
});
