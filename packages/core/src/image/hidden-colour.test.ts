import { cutOutPicture } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { fillHiddenColour } from './hidden-colour.js';
import { alphaOf, toRgb } from './pixels.js';

const rgb = (width: number, height: number, colours: number[][]) => ({
  width,
  height,
  data: Float32Array.from(colours.flat()),
});

describe('fillHiddenColour', () => {
  it('fills from the only visible pixel', () => {
    const image = rgb(3, 1, [
      [0.2, 0.4, 0.6],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const filled = fillHiddenColour(image, Uint8Array.of(255, 0, 0));
    const colour = [0.2, 0.4, 0.6];
    expect(filled.data).toBeAllClose([...colour, ...colour, ...colour], 1e-6);
  });

  it('interpolates between two sides: 4 × 1', () => {
    // Visible 0 and 1 at the ends. Pushed: [0, 1]; the inner pixels take 3/4 of the block they lie
    // in and 1/4 of the other: 0.25 and 0.75.
    const image = rgb(4, 1, [
      [0, 0, 0],
      [9, 9, 9],
      [9, 9, 9],
      [1, 1, 1],
    ]);
    const filled = fillHiddenColour(image, Uint8Array.of(255, 0, 0, 255));
    expect(filled.data).toBeAllClose([0, 0, 0, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 1, 1, 1], 1e-6);
  });

  it('weighs by alpha: 2 × 2', () => {
    // One block: (51·1 + 204·0)/255 = 0.2 fills both hidden pixels.
    const image = rgb(2, 2, [
      [1, 1, 1],
      [0, 0, 0],
      [9, 9, 9],
      [9, 9, 9],
    ]);
    const filled = fillHiddenColour(image, Uint8Array.of(51, 204, 0, 0));
    expect(filled.data).toBeAllClose([1, 1, 1, 0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2], 1e-6);
  });

  it('keeps every pixel with any alpha to the bit, and leaves its input alone', () => {
    const picture = cutOutPicture(37, 21, 4);
    const image = toRgb(picture);
    const before = image.data.slice();
    const alpha = alphaOf(picture);
    const filled = fillHiddenColour(image, alpha);
    expect(image.data).toEqual(before);
    let hidden = 0;
    alpha?.forEach((value, pixel) => {
      const colour = [...filled.data.subarray(3 * pixel, 3 * pixel + 3)];
      if (value > 0) expect(colour).toEqual([...image.data.subarray(3 * pixel, 3 * pixel + 3)]);
      // The picture's own ground and blobs are far from black, so a halo would show here.
      else hidden += Number(Math.max(...colour) > 0.1);
    });
    expect(hidden).toBe(alpha?.filter((value) => value === 0).length);
    expect(hidden).toBeGreaterThan(100);
  });

  it('gives back the picture itself when nothing is hidden or nothing is visible', () => {
    const image = rgb(2, 1, [
      [0, 0, 0],
      [1, 1, 1],
    ]);
    expect(fillHiddenColour(image, null)).toBe(image);
    expect(fillHiddenColour(image, Uint8Array.of(1, 254))).toBe(image);
    expect(fillHiddenColour(image, Uint8Array.of(0, 0))).toBe(image);
  });
});
