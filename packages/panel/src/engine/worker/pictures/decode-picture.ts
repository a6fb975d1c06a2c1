import {
  fitLongSide,
  MAX_PAINTED_SIDE,
  type Pixels,
  type Size,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import {
  damagedPicture,
  decodeBmp,
  gifStill,
  otherThanPicture,
  type PictureFormat,
  type PictureHeader,
  pngForBrowser,
  pngMayBeWhole,
  readAvifColour,
  readPictureHeader,
  withJpegEndMarker,
} from '@pastiche/core/pictures';
import { canvasOf, drawnAt } from './canvas.js';
import { decodeTiff } from './decode-tiff.js';

const MAX_PIXELS = LIMITS.PICTURE_PIXELS_IN_PANEL;

/**
 * Decodes a picture of any format that the browser knows, or a TIFF: upright, in sRGB, alpha kept;
 * larger than 4096 px a side, it is reduced. Of several frames or pages it is the first.
 *
 * An EXIF block turns a JPEG and a PNG, but no WebP: no browser turns those, and the command line
 * follows them. An AVIF is turned by its own properties.
 *
 * @throws StyleTransferError `invalid-image` when the bytes are empty, no picture, damaged, or
 *   claim an absurd size.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  const { format } = checkedHeader(bytes);
  if (format === 'TIFF') return reduced(await decodeTiff(bytes));
  // The browser would only say that it is damaged.
  if (format === 'AVIF') readAvifColour(bytes);
  if (format === 'BMP') {
    // Chromium's versions differ, and the command line has to see the same; but only they know profiles.
    const { pixels, profile } = decodeBmp(bytes);
    if (profile === null) return reduced(pixels);
  }
  const blob = new Blob([forBrowser(bytes, format) as Uint8Array<ArrayBuffer>]);
  const bitmap = await createImageBitmap(blob, {
    imageOrientation: 'from-image',
    colorSpaceConversion: 'default',
    premultiplyAlpha: 'none',
  }).catch((cause: unknown) => {
    throw damagedPicture(cause);
  });
  try {
    checkSize(bitmap);
    return drawn(bitmap);
  } finally {
    bitmap.close();
  }
}

function checkedHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.byteLength === 0) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`The picture should be a file with something in it, but it is empty; choose another one.`,
    );
  }
  const header = readPictureHeader(bytes);
  if (header === null) throw otherThanPicture(bytes);
  if (header.size !== null) checkSize(header.size);
  return header;
}

/** The file as the browser reads it to the same picture as the command line. */
function forBrowser(bytes: Uint8Array, format: PictureFormat): Uint8Array {
  if (format === 'GIF') return gifStill(bytes);
  if (format === 'PNG') {
    if (!pngMayBeWhole(bytes)) throw damagedPicture();
    return pngForBrowser(bytes);
  }
  if (format !== 'JPEG') return bytes;
  const whole = withJpegEndMarker(bytes);
  if (whole === null) throw damagedPicture();
  return whole;
}

function checkSize({ width, height }: Size): void {
  if (width * height <= MAX_PIXELS) return;
  throw new StyleTransferError(
    'invalid-image',
    sentence`A picture may have ${MAX_PIXELS / 1e6} megapixels, but this one has ${width} × ${height} px; make it smaller first.`,
  );
}

async function reduced(pixels: Pixels): Promise<Pixels> {
  const size = sizeToKeep(pixels);
  if (size.width === pixels.width && size.height === pixels.height) return pixels;
  const { context } = await drawnAt(pixels, size);
  return { ...size, data: context.getImageData(0, 0, size.width, size.height).data };
}

function drawn(bitmap: ImageBitmap): Pixels {
  const { width, height } = sizeToKeep(bitmap);
  const { context } = canvasOf({ width, height });
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data };
}

function sizeToKeep({ width, height }: Size): Size {
  return fitLongSide(width, height, Math.min(MAX_PAINTED_SIDE, Math.max(width, height)));
}
