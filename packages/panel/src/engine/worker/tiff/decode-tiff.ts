import {
  damagedPicture,
  type Pixels,
  readTiffDirectory,
  readTiffLayout,
  type TiffDirectory,
} from '@pastiche/core';
import { inSrgb } from './in-srgb.js';
import { readSamples } from './read-samples.js';
import { rgbaOf } from './tiff-colours.js';
import { turnUpright } from './turn-upright.js';

/**
 * Decodes the first page of a TIFF, which no browser does: upright, in sRGB, with straight alpha (ADR 6).
 *
 * @param bytes of a file whose size was found fit to be decoded
 * @throws StyleTransferError `invalid-image` when it is damaged, or stored in a way that is not read here
 */
export async function decodeTiff(bytes: Uint8Array): Promise<Pixels> {
  const directory = readTiffDirectory(bytes);
  if (directory === null) throw damagedPicture();
  const layout = readTiffLayout(directory, bytes);
  const palette = layout.colours === 'palette' ? paletteOf(directory, layout.bits) : [];
  const samples = await readSamples(bytes, layout);
  const stored = rgbaOf(samples, layout, { palette, extraSamples: directory.numbers(338) });
  const profile = directory.numbers(34675);
  const pixels = profile === null ? stored : await inSrgb(stored, Uint8Array.from(profile));
  return turnUpright(pixels, directory.number(274, 1));
}

/** Its values should have 16 bits; some writers gave them 8. */
function paletteOf(directory: TiffDirectory, bits: number): readonly number[] {
  const palette = directory.numbers(320) ?? [];
  if (palette.length !== 3 << bits) throw damagedPicture();
  return palette.some((value) => value > 255) ? palette.map((value) => value >>> 8) : palette;
}
