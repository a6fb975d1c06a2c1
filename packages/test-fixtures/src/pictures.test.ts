import { describe, expect, it } from 'vitest';
import {
  blobsPicture,
  checkerPicture,
  cutOutPicture,
  flatPicture,
  gradientPicture,
  greyPicture,
  noisePicture,
  type Picture,
} from './pictures.js';

const alphas = (picture: Picture) => picture.data.filter((_, index) => index % 4 === 3);
const pixelAt = (picture: Picture, x: number, y: number) =>
  [...picture.data].slice(4 * (y * picture.width + x), 4 * (y * picture.width + x) + 4);

describe('pictures made by seed', () => {
  it('has four bytes for each pixel and is opaque where nothing else is said', () => {
    const pictures = [
      flatPicture(5, 3),
      gradientPicture(5, 3),
      checkerPicture(5, 3),
      noisePicture(5, 3, 1),
      greyPicture(5, 3, 1),
      blobsPicture(5, 3, 1),
    ];
    for (const picture of pictures) {
      expect(picture.data.length).toBe(60);
      expect([...alphas(picture)].every((alpha) => alpha === 255)).toBe(true);
    }
  });

  it('repeats itself for the same seed and differs for another', () => {
    for (const make of [noisePicture, greyPicture, blobsPicture, cutOutPicture]) {
      expect(make(16, 12, 7)).toEqual(make(16, 12, 7));
      expect(make(16, 12, 7)).not.toEqual(make(16, 12, 8));
    }
  });

  it('runs the gradient from corner to corner', () => {
    const picture = gradientPicture(3, 3);
    expect(pixelAt(picture, 0, 0)).toEqual([0, 0, 255, 255]);
    expect(pixelAt(picture, 2, 2)).toEqual([255, 255, 0, 255]);
  });

  it('changes the checker colour at each square', () => {
    const picture = checkerPicture(4, 4, 2, [
      [9, 9, 9],
      [1, 2, 3],
    ]);
    expect(pixelAt(picture, 1, 1)).toEqual([9, 9, 9, 255]);
    expect(pixelAt(picture, 2, 1)).toEqual([1, 2, 3, 255]);
    expect(pixelAt(picture, 2, 2)).toEqual([9, 9, 9, 255]);
  });

  it('keeps the grey picture grey and not flat', () => {
    const { data } = greyPicture(16, 16, 3);
    const reds = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      expect([data[at + 1], data[at + 2]]).toEqual([data[at], data[at]]);
      reds.add(data[at] ?? 0);
    }
    expect(reds.size).toBeGreaterThan(16);
  });

  it('cuts out with all three kinds of alpha, black where hidden', () => {
    const picture = cutOutPicture(32, 32, 5);
    expect(new Set(alphas(picture))).toEqual(new Set([0, 128, 255]));
    expect(pixelAt(picture, 0, 0)).toEqual([0, 0, 0, 0]);
  });
});
