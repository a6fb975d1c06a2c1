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
    // in and 1/4 of the other: 0.25 and 0.75. Of the row above, where nothing is known but the mean
    // 0.5, they take a quarter: 0.1875 + 0.125 and 0.5625 + 0.125.
    const image = rgb(4, 1, [
      [0, 0, 0],
      [9, 9, 9],
      [9, 9, 9],
      [1, 1, 1],
    ]);
    const filled = fillHiddenColour(image, Uint8Array.of(255, 0, 0, 255));
    expect(filled.data).toBeAllClose(
      [0, 0.3125, 0.6875, 1].flatMap((grey) => [grey, grey, grey]),
      1e-6,
    );
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

  it('does not know how large the canvas is (case 20)', () => {
    const seen = cutOutPicture(29, 22, 4);
    const on = (width: number, height: number, left: number, top: number) => {
      const data = new Uint8ClampedArray(4 * width * height);
      for (let y = 0; y < seen.height; y++) {
        const row = seen.data.subarray(4 * y * seen.width, 4 * (y + 1) * seen.width);
        data.set(row, 4 * ((y + top) * width + left));
      }
      const picture = { width, height, data };
      const filled = fillHiddenColour(toRgb(picture), alphaOf(picture)).data;
      // The picture and ten pixels round it.
      return Array.from({ length: seen.height + 20 }, (_, y) => {
        const from = 3 * ((y + top - 10) * width + left - 10);
        return [...filled.subarray(from, from + 3 * (seen.width + 20))];
      }).flat();
    };
    const small = on(49, 42, 10, 10);
    expect(on(49 + 30, 42 + 17, 10, 10)).toEqual(small);
    expect(on(200, 131, 77, 64)).toEqual(small);
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
