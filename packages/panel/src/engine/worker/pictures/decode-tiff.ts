import type { Pixels } from '@pastiche/core';
import {
  damagedPicture,
  firstTiffPage,
  readTiffLayout,
  readTiffMeanings,
  readTiffSamples,
  tiffPixels,
  turnUpright,
} from '@pastiche/core/pictures';
import { canvasOf } from './canvas.js';

/**
 * Decodes the first whole picture of a TIFF, which no browser does: upright, in sRGB, with straight alpha (ADR 6).
 *
 * @param bytes of a file whose size was found fit to be decoded
 * @throws StyleTransferError `invalid-image` when it is damaged, or stored in a way that is not read here
 */
export async function decodeTiff(bytes: Uint8Array): Promise<Pixels> {
  const found = firstTiffPage(bytes);
  if (found === null) throw damagedPicture();
  const { directory } = found;
  const layout = readTiffLayout(directory, bytes);
  const meanings = readTiffMeanings(directory, layout);
  const samples = await readTiffSamples(bytes, directory, layout, decodeJpeg);
  return turnUpright(tiffPixels(samples, layout, meanings), directory.number(274, 1));
}

/** A strip or tile; the browser's decoder is libvips's too, so that the command line reads the same. */
async function decodeJpeg(jpeg: Uint8Array): Promise<Pixels> {
  const bitmap = await createImageBitmap(new Blob([jpeg as Uint8Array<ArrayBuffer>]), {
    imageOrientation: 'none',
    colorSpaceConversion: 'none',
  });
  try {
    const { context } = canvasOf(bitmap);
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}
