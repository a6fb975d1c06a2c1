import { StyleTransferError } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import { type Coverage, resampleCoverage } from './coverage.js';
import type { Size } from './fit.js';
import { checkPixels, type Pixels } from './pixels.js';

/** What is marked in a picture, `[h, w]` row-major bytes: 0 not at all, 255 wholly; laid over all of the picture. */
export interface Mask extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * The mask that a picture shows: white marks, black and transparent do not (luminance, Rec. 709, times alpha).
 *
 * @param what names the picture in the message.
 * @throws StyleTransferError `invalid-image` for one that is misshapen.
 */
export function maskOf(pixels: Pixels, what: Said): Mask {
  checkPixels(pixels, what);
  const { width, height, data } = pixels;
  const marks = new Uint8Array(width * height);
  for (let at = 0; at < marks.length; at++) {
    const light = 0.2126 * data[4 * at] + 0.7152 * data[4 * at + 1] + 0.0722 * data[4 * at + 2];
    marks[at] = Math.round((light * data[4 * at + 3]) / 255);
  }
  return { width, height, data: marks };
}

/**
 * How much of each pixel a mask marks, at the mask's own size.
 *
 * @param picture that it is laid over; of the same shape to within a pixel of the smaller of the two
 * @throws StyleTransferError `invalid-image` for a mask of another shape, with other than one byte a pixel, or
 *   that marks nothing.
 */
export function marksOf(mask: Mask, picture: Size): Coverage {
  const { width, height, data } = mask;
  if (!(width > 0 && height > 0) || data.length !== width * height) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`A mask of ${width} × ${height} px needs ${width * height} bytes, but ${data.length} came; pass one for each pixel.`,
    );
  }
  if (!haveOneShape(mask, picture)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The mask must have the shape of the picture, ${picture.width} × ${picture.height} px, but it is ${width} × ${height} px; draw it over the same picture.`,
    );
  }
  if (data.every((value) => value === 0)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The mask must mark something in white, but it is black or transparent everywhere; paint white what it is meant for, or leave it out.`,
    );
  }
  return { width, height, data: Float32Array.from(data, (value) => value / 255) };
}

/** A picture of which only what a mask marks is visible, by as much as before. */
export function maskedPixels(pixels: Pixels, mask: Mask | undefined): Pixels {
  if (mask === undefined) return pixels;
  const { width, height } = pixels;
  const marks = resampleCoverage(marksOf(mask, pixels), pixels);
  const data = new Uint8ClampedArray(pixels.data);
  for (let at = 0; at < width * height; at++) data[4 * at + 3] *= marks.data[at];
  return { width, height, data };
}

/** Whether the one, scaled to the other's width or height, has the same sides to within a pixel. */
export function haveOneShape(a: Size, b: Size): boolean {
  const [small, large] = a.width * a.height <= b.width * b.height ? [a, b] : [b, a];
  const scale = Math.sqrt((small.width * small.height) / (large.width * large.height));
  return (
    Math.abs(large.width * scale - small.width) <= 1 &&
    Math.abs(large.height * scale - small.height) <= 1
  );
}
