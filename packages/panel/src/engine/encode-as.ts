import { StyleTransferError, sentence } from '@pastiche/core';
import type { PictureEncoding } from '../host/host.js';

/**
 * Encodes a painting's PNG anew. JPEG knows no transparency: what is transparent becomes white. A browser
 * that cannot write the type writes PNG. It is done in the page, since the worker may be painting, or gone.
 *
 * @throws StyleTransferError `out-of-memory`
 */
export async function encodeAs(
  png: Uint8Array,
  { mediaType, quality }: PictureEncoding,
): Promise<Uint8Array> {
  if (mediaType === 'image/png') return png;
  const bitmap = await createImageBitmap(new Blob([png as Uint8Array<ArrayBuffer>]), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (context === null) {
      throw new StyleTransferError(
        'out-of-memory',
        sentence`The painting could not be encoded for want of memory; save it as PNG.`,
      );
    }
    if (mediaType === 'image/jpeg') {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, bitmap.width, bitmap.height);
    }
    context.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({
      type: mediaType,
      ...(quality === undefined ? {} : { quality }),
    });
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    bitmap.close();
  }
}
