import type { Pixels } from '@pastiche/core';
import { canvasOf } from '../canvas.js';

/** A BMP's file header and its newest picture header (BITMAPV5HEADER), which knows profiles. */
const FILE_HEADER = 14;
const PICTURE_HEADER = 124;
const HEADERS = FILE_HEADER + PICTURE_HEADER;

/** The profile follows the pixels: "MBED" as a number. */
const EMBEDDED = 0x4d424544;
const MASKS = { red: 0xff, green: 0xff00, blue: 0xff0000, alpha: 0xff000000 };

/**
 * Turns the colours of an ICC profile into sRGB. Only the browser's decoders know profiles, so the
 * picture is given to that of BMP, whose files need neither packing nor checksums. A profile that
 * is damaged, or not one of RGB colours, changes nothing.
 */
export async function inSrgb(pixels: Pixels, profile: Uint8Array): Promise<Pixels> {
  const { width, height } = pixels;
  const bitmap = await createImageBitmap(new Blob(bmpOf(pixels, profile)), {
    colorSpaceConversion: 'default',
    premultiplyAlpha: 'none',
  });
  try {
    const { context } = canvasOf(pixels);
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}

function bmpOf({ width, height, data }: Pixels, profile: Uint8Array): BlobPart[] {
  const header = new DataView(new ArrayBuffer(HEADERS));
  const write = (at: number, value: number) => header.setUint32(at, value, true);
  header.setUint16(0, 0x424d);
  write(2, HEADERS + data.length + profile.length);
  write(10, HEADERS);
  write(14, PICTURE_HEADER);
  write(18, width);
  // Negative: rows from top to bottom.
  write(22, -height);
  header.setUint16(26, 1, true);
  header.setUint16(28, 32, true);
  // The places of the colours are given by masks.
  write(30, 3);
  write(34, data.length);
  write(54, MASKS.red);
  write(58, MASKS.green);
  write(62, MASKS.blue);
  write(66, MASKS.alpha);
  write(70, EMBEDDED);
  write(126, PICTURE_HEADER + data.length);
  write(130, profile.length);
  return [
    header.buffer,
    data as Uint8ClampedArray<ArrayBuffer>,
    profile as Uint8Array<ArrayBuffer>,
  ];
}
