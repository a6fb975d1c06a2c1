import { fitLongSide, MAX_PAINTED_SIDE, type Pixels, StyleTransferError } from '@pastiche/core';
import { canvasOf } from './canvas.js';
import { readPictureHeader } from './picture-header.js';

/** More than this is refused before it is decoded, px: four bytes each would be 400 MB. */
const MAX_PIXELS = 100_000_000;

/**
 * Decodes a picture of any format that the browser knows: upright, in sRGB, alpha kept; larger than
 * 4096 px a side, it is reduced.
 *
 * @throws StyleTransferError `invalid-image` when the bytes are empty, no picture, damaged, or
 *   claim an absurd size.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  checkHeader(bytes);
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const bitmap = await createImageBitmap(blob, {
    imageOrientation: 'from-image',
    colorSpaceConversion: 'default',
    premultiplyAlpha: 'none',
  }).catch((cause: unknown) => {
    throw new StyleTransferError(
      'invalid-image',
      'The picture should be a whole file, but it is damaged or cut short; export or download it again.',
      { cause },
    );
  });
  try {
    checkSize(bitmap);
    return drawn(bitmap);
  } finally {
    bitmap.close();
  }
}

function checkHeader(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) {
    throw new StyleTransferError(
      'invalid-image',
      'The picture should be a file with something in it, but it is empty; choose another one.',
    );
  }
  const header = readPictureHeader(bytes);
  if (header === null) {
    throw new StyleTransferError(
      'invalid-image',
      'The file should be a picture (PNG, JPEG, WebP, GIF, BMP or AVIF), but it is something else; choose another one.',
    );
  }
  if (header.size !== null) checkSize(header.size);
}

function checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height <= MAX_PIXELS) return;
  throw new StyleTransferError(
    'invalid-image',
    `A picture may have ${MAX_PIXELS / 1e6} megapixels, but this one has ${width} × ${height} px; make it smaller first.`,
  );
}

function drawn(bitmap: ImageBitmap): Pixels {
  const longSide = Math.min(MAX_PAINTED_SIDE, Math.max(bitmap.width, bitmap.height));
  const { width, height } = fitLongSide(bitmap.width, bitmap.height, longSide);
  const { context } = canvasOf({ width, height });
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data };
}
