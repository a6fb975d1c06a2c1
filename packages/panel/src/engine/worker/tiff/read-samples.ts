import { damagedPicture, type TiffLayout } from '@pastiche/core';
import { fromArrayBuffer } from 'geotiff';
import { useBoundedDecoders } from './bounded-decoders.js';

/**
 * Unpacks all strips or tiles of a page.
 *
 * @returns `width * height * samples` bytes: of 16 bits the upper ones, as libvips takes them; fewer
 *   than 8 bits are spread over 0 … 255, but places in a palette stay as they are
 * @throws StyleTransferError `invalid-image` when they are damaged
 */
export async function readSamples(bytes: Uint8Array, layout: TiffLayout): Promise<Uint8Array> {
  const values = await unpacked(bytes).catch((cause: unknown) => {
    throw damagedPicture(cause);
  });
  if (values.length !== layout.width * layout.height * layout.samples) throw damagedPicture();
  return asBytes(values, layout);
}

async function unpacked(bytes: Uint8Array): Promise<ArrayLike<number>> {
  useBoundedDecoders();
  const tiff = await fromArrayBuffer(bytes.slice().buffer);
  const page = await tiff.getImage(0);
  return page.readRasters({ interleave: true });
}

function asBytes(values: ArrayLike<number>, { bits, colours }: TiffLayout): Uint8Array {
  if (bits === 16) return Uint8Array.from(values, (value) => value >>> 8);
  if (bits === 8 || colours === 'palette') return Uint8Array.from(values);
  const factor = 255 / ((1 << bits) - 1);
  return Uint8Array.from(values, (value) => value * factor);
}
