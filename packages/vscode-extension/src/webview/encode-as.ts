import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { HostResult } from '@pastiche/panel/host';
import type { Encoding } from '../shared/saving-order.js';

/**
 * Encodes a PNG anew. JPEG knows no transparency: what is transparent becomes white. A browser that
 * cannot write the type writes PNG.
 */
export async function encodeAs(
  png: HostResult['bytes'],
  { mediaType, quality }: Encoding,
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
      throw new ChannelError(
        'failed',
        sentence`The painting could not be encoded for want of memory; save it as PNG.`,
      );
    }
    if (mediaType === 'image/jpeg') {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, bitmap.width, bitmap.height);
    }
    context.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: mediaType, quality });
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    bitmap.close();
  }
}
