import { sentence } from '@pastiche/core';
import { flatPicture } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { type Mask, marksOf, maskOf } from './mask.js';

const bytes = (...pixels: number[][]) => ({
  width: pixels.length,
  height: 1,
  data: Uint8Array.from(pixels.flat()),
});

const mask = (width: number, height: number, value = 255): Mask => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(value),
});

describe('a mask', () => {
  it('is what a picture shows in white: luminance times alpha', () => {
    const picture = bytes(
      [255, 255, 255, 255],
      [255, 255, 255, 51],
      [0, 0, 0, 255],
      [255, 255, 255, 0],
      [100, 100, 100, 255],
      [255, 0, 0, 255],
    );
    // 54 = 0.2126 · 255
    expect(Array.from(maskOf(picture, sentence`mask`).data)).toEqual([255, 51, 0, 0, 100, 54]);
  });

  it('of a misshapen picture is refused by its name', () => {
    const { width, height } = flatPicture(2, 2, [0, 0, 0]);
    const short = { width, height, data: new Uint8Array(3) };
    expect(() => maskOf(short, sentence`mask`)).toThrow(/^The mask is 2 × 2 px and needs 16/);
  });

  it('marks in parts of 255, whatever its size', () => {
    const marks = marksOf({ width: 2, height: 1, data: Uint8Array.of(51, 255) }, mask(200, 100));
    expect(marks).toMatchObject({ width: 2, height: 1 });
    expect(marks.data).toBeAllClose([0.2, 1], 1e-6);
  });

  it.each([
    [100, 75],
    [101, 75],
    [1600, 1200],
    [1601, 1200],
  ])('of %d × %d px fits a picture of 400 × 300 px', (width, height) => {
    expect(marksOf(mask(width, height), { width: 400, height: 300 }).data[0]).toBe(1);
  });

  it.each([
    [100, 80],
    [300, 400],
    [8, 8],
  ])('of another shape, %d × %d px, is refused', (width, height) => {
    const other = mask(width, height);
    expect(() => marksOf(other, { width: 400, height: 300 })).toThrow(
      `The mask must have the shape of the picture, 400 × 300 px, but it is ${other.width} × ${other.height} px; draw it over the same picture.`,
    );
  });

  it.each([
    [{ width: 2, height: 2, data: new Uint8Array(3) }, /needs 4 bytes, but 3 came/],
    [{ width: 0, height: 2, data: new Uint8Array(0) }, /0 × 2 px/],
    [mask(2, 2, 0), /must mark something in white/],
  ])('of no use is refused', (useless, words) => {
    expect(() => marksOf(useless, { width: 2, height: 2 })).toThrow(words);
  });
});
