import {
  ADOBE_RGB,
  greyProfile,
  inkProfile,
  mulberry32,
  rgbProfile,
  SRGB,
} from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { readIccProfile } from './icc-profile.js';
import { inSrgb, srgbOfXyz } from './in-srgb.js';

/** One opaque pixel. */
const pixel = (...rgb: number[]) => ({ width: 1, height: 1, data: Uint8Array.of(...rgb, 255) });

function converted(profile: Uint8Array, ...rgb: number[]): number[] {
  return [...inSrgb(pixel(...rgb), readIccProfile(profile)!).data];
}

describe('readIccProfile', () => {
  it('reads RGB by curves and primaries', () => {
    expect(converted(rgbProfile(SRGB, 'srgb'), 200, 30, 30)).toEqual([200, 30, 30, 255]);
    // Light of 128 of 255 is 0.50196; 1.055 · 0.50196^(1/2.4) − 0.055 = 0.7366, 187.8 of 255.
    expect(converted(rgbProfile(SRGB, 1), 128, 128, 128)).toEqual([188, 188, 188, 255]);
    // Case 01: pure green of Adobe RGB lies outside sRGB and is cut off.
    expect(converted(rgbProfile(ADOBE_RGB, 563 / 256), 200, 30, 30)).toEqual([233, 24, 24, 255]);
    expect(converted(rgbProfile(ADOBE_RGB, 563 / 256), 0, 255, 0)).toEqual([0, 255, 0, 255]);
  });

  it('reads grey by a curve (case 02)', () => {
    expect(converted(greyProfile(1.8), 40, 40, 40)).toEqual([53, 53, 53, 255]);
  });

  it('reads inks by a table', () => {
    const space = readIccProfile(inkProfile())!;
    const ofInks = (...inks: number[]) =>
      space.kind === 'table' ? [...srgbOfXyz(space.toXyz(inks, 0, 255))] : [];
    // Paper is L* 97, a* = b* = 0: Y = ((97 + 16) / 116)³ = 0.9244, 246.4 of 255 in sRGB.
    for (const value of ofInks(0, 0, 0, 0)) expect(Math.abs(value - 246)).toBeLessThanOrEqual(1);
    // All black: L* = 97 · 0.15 = 14.55, Y = ((14.55 + 16) / 116)³ = 0.01827, 35.9 of 255.
    for (const value of ofInks(0, 0, 0, 255)) expect(Math.abs(value - 36)).toBeLessThanOrEqual(1);
    const [red = 0, green = 0, blue = 0] = ofInks(0, 0, 255, 0);
    expect([red > 200, green > 200, blue < 60]).toEqual([true, true, true]);
  });

  it('is null, or a space, whatever bytes are wrong, and wherever it is cut off', () => {
    const random = mulberry32(1);
    const outcomes = new Set<string>();
    for (const whole of [rgbProfile(SRGB, 'srgb'), greyProfile(1.8), inkProfile()]) {
      for (let round = 0; round < 300; round++) {
        const bytes = Buffer.from(
          whole.subarray(0, round % 3 ? undefined : random() * whole.length),
        );
        for (let change = 0; change < 3 && bytes.length > 0; change++) {
          bytes[Math.floor(random() * Math.min(bytes.length, 400))] = random() * 256;
        }
        const space = readIccProfile(bytes);
        outcomes.add(space?.kind ?? 'none');
        if (space !== null) inSrgb(pixel(1, 128, 255), space);
      }
    }
    expect([...outcomes].sort()).toEqual(['grey', 'none', 'rgb', 'table']);
  });
});
