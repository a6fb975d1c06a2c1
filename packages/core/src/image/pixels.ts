import { StyleTransferError } from '../base/errors.js';
import * as LIMITS from '../base/limits.js';
import { type Said, sentence } from '../base/sentence.js';

/**
 * A picture as hosts know it: 8-bit RGBA, straight (not premultiplied) alpha, sRGB, row-major.
 * The same layout as the DOM's `ImageData`, so one passes for the other.
 */
export interface Pixels {
  /** Columns, px. */
  readonly width: number;
  /** Rows, px. */
  readonly height: number;
  /** `width * height * 4` bytes, RGBA. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * A picture as the engine computes with it: `[height, width, 3]` row-major RGB floats, 0..1
 * (values may leave that range while an image is being painted).
 */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

const MAX_SIDE = LIMITS.ENGINE_SIDE;
const MAX_PIXELS = LIMITS.ENGINE_PIXELS;

/**
 * Refuses a picture that the engine cannot read: sides that are no whole numbers from 1 to 16384,
 * more than 134 217 728 px, data that are no bytes, or not four of them for each pixel.
 *
 * @param what names the picture in the message, such as `content picture`.
 * @throws StyleTransferError `invalid-image`.
 */
export function checkPixels(pixels: Pixels, what: Said): void {
  // A caller without types may pass nothing at all; that reads as `undefined × undefined` px.
  const { width, height, data } = pixels ?? {};
  if (!isSide(width) || !isSide(height)) {
    refuse(
      sentence`The ${what} must be at least 1 × 1 px in whole numbers, but ${width} × ${height} came; give a decoded picture.`,
    );
  }
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    refuse(
      sentence`The ${what} may have ${MAX_SIDE} px a side and ${MAX_PIXELS} px in all, but ${width} × ${height} came; make it smaller first.`,
    );
  }
  // By its tag and not by instanceof: bytes from an iframe or a worker have another realm's class.
  const tag = Object.prototype.toString.call(data).slice(8, -1);
  if (tag !== 'Uint8Array' && tag !== 'Uint8ClampedArray') {
    refuse(
      sentence`The ${what} must be RGBA bytes (Uint8Array or Uint8ClampedArray), but ${tag} came; convert it first.`,
    );
  }
  if (data.length !== width * height * 4) {
    refuse(
      sentence`The ${what} is ${width} × ${height} px and needs ${width * height * 4} bytes of RGBA, but ${data.length} came; pass all four channels of every pixel.`,
    );
  }
}

/** RGBA bytes `[h, w, 4]` → RGB floats `[h, w, 3]` in 0..1, alpha left out. */
export function toRgb({ width, height, data }: Pixels): RgbImage {
  const rgb = new Float32Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] / 255;
    rgb[to + 1] = data[from + 1] / 255;
    rgb[to + 2] = data[from + 2] / 255;
  }
  return { width, height, data: rgb };
}

/** The alpha bytes `[h, w]` of a picture, or `null` when every pixel is opaque. */
export function alphaOf({ width, height, data }: Pixels): Uint8Array | null {
  const alpha = new Uint8Array(width * height);
  let opaque = true;
  for (let pixel = 0; pixel < alpha.length; pixel++) {
    alpha[pixel] = data[4 * pixel + 3];
    if (alpha[pixel] !== 255) opaque = false;
  }
  return opaque ? null : alpha;
}

/**
 * RGB floats `[h, w, 3]` and alpha bytes `[h, w]` (`null`: opaque) → RGBA bytes. Values outside
 * 0..1 are clamped, halves round up, NaN becomes 0, so that the same floats give the same bytes
 * everywhere (a `Uint8ClampedArray` by itself would round halves to even).
 *
 * @throws StyleTransferError `invalid-image` when the alpha is of another size.
 */
export function toPixels({ width, height, data }: RgbImage, alpha: Uint8Array | null): Pixels {
  if (alpha !== null && alpha.length !== width * height) {
    refuse(
      sentence`The alpha of a ${width} × ${height} px picture needs ${width * height} bytes, but ${alpha.length} came; resample it to the picture's size.`,
    );
  }
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      bytes[4 * pixel + channel] = Math.floor(255 * data[3 * pixel + channel] + 0.5);
    }
    bytes[4 * pixel + 3] = alpha === null ? 255 : alpha[pixel];
  }
  return { width, height, data: bytes };
}

function isSide(length: number): boolean {
  return Number.isInteger(length) && length >= 1;
}

function refuse(message: Said): never {
  throw new StyleTransferError('invalid-image', message);
}
