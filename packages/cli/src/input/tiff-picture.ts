import type { Pixels, Size } from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import {
  colourSamplesOf,
  damagedPicture,
  firstTiffPage,
  readTiffLayout,
  readTiffMeanings,
  readTiffSamples,
  type TiffColours,
  type TiffDirectory,
  type TiffLayout,
  type TiffMeanings,
  tiffPixels,
  turnUpright,
} from '@pastiche/core/pictures';
import sharp, { type Sharp } from 'sharp';
import { deepSamples } from './stored-pixels.js';

const MOST_PIXELS_BY_CORE = LIMITS.TIFF_PIXELS;

/** A TIFF that can be decoded: which of its pages, and what its samples mean. */
export interface TiffPicture {
  readonly bytes: Uint8Array;
  /** From 0. */
  readonly page: number;
  readonly directory: TiffDirectory;
  readonly layout: TiffLayout;
  readonly meanings: TiffMeanings;
}

/**
 * Finds the page of a TIFF that is painted, which is the panel's, and refuses what the panel refuses.
 *
 * @throws StyleTransferError `invalid-image` when it is damaged, or stored in a way that is not read
 */
export function readTiffPicture(bytes: Uint8Array): TiffPicture {
  const found = firstTiffPage(bytes);
  if (found === null) throw damagedPicture();
  const { page, directory } = found;
  const layout = readTiffLayout(directory, bytes);
  return { bytes, page, directory, layout, meanings: readTiffMeanings(directory, layout) };
}

/** Upright, px. */
export function uprightSize({ directory, layout: { width, height } }: TiffPicture): Size {
  const orientation = directory.number(274, 1);
  return orientation >= 5 && orientation <= 8
    ? { width: height, height: width }
    : { width, height };
}

/**
 * Whether it is too large to be unpacked whole; libvips reduces it while it unpacks. Everything else is unpacked by
 * core, as in the panel: libvips does not know all of it, and takes every sample after the colours for alpha.
 */
export function isForLibvips({ layout }: TiffPicture): boolean {
  return layout.width * layout.height > MOST_PIXELS_BY_CORE;
}

/** Whether libvips reads it rightly: colours alone, or with one alpha. */
export function isKnownToLibvips({ directory, layout, meanings }: TiffPicture): boolean {
  const more = layout.samples - colourSamplesOf(layout.colours);
  const isPlain = layout.samples === 1 || (layout.bits >= 8 && !layout.planes);
  const isRgba = layout.colours === 'rgb' && more === 1 && meanings.alpha !== null;
  return directory.number(274, 1) <= 8 && isPlain && (more === 0 || isRgba);
}

/**
 * Decodes a TIFF to 8-bit RGBA in sRGB, upright, as the panel does.
 *
 * @param size what to reduce it to, px; `null`: not at all
 */
export async function decodeTiff(tiff: TiffPicture, size: Size | null): Promise<Pixels> {
  const { bytes, directory, layout, meanings } = tiff;
  const samples = await readTiffSamples(bytes, directory, layout, decodeJpeg);
  const pixels = turnUpright(tiffPixels(samples, layout, meanings), directory.number(274, 1));
  return size === null ? pixels : reduced(pixels, size);
}

/**
 * Decodes a TIFF to 8-bit RGBA in sRGB by libvips, but for the meaning of its samples.
 *
 * @param input opened on the page with `ignoreIcc`, turned upright and reduced by sharp
 * @param space that libvips has it in
 */
export async function decodeTiffByLibvips(
  input: Sharp,
  space: string,
  { layout, meanings }: TiffPicture,
): Promise<Pixels> {
  const { data, info } = await input
    .pipelineColourspace(space)
    .toColourspace(space)
    .raw({ depth: layout.bits === 16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const samples = layout.bits === 16 ? upperBytes(data) : data;
  const { width, height, channels } = info;
  const colours = unpackedColours(layout.colours, channels);
  // Colours that were multiplied by an alpha it has divided by it.
  const alpha = meanings.alpha && { ...meanings.alpha, isMultiplied: false };
  return tiffPixels(samples, { width, height, samples: channels, colours }, { ...meanings, alpha });
}

/** libvips looks up palettes (to grey where they have nothing else) and makes black 0. */
function unpackedColours(colours: TiffColours, channels: number): TiffColours {
  if (colours === 'cmyk') return colours;
  return channels >= 3 ? 'rgb' : 'grey';
}

/** As core takes them. */
function upperBytes(data: Buffer): Uint8Array {
  return Uint8Array.from(deepSamples(data), (word) => word >>> 8);
}

/** A strip or tile. */
async function decodeJpeg(jpeg: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(jpeg, { failOn: 'error', ignoreIcc: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

async function reduced({ width, height, data }: Pixels, size: Size): Promise<Pixels> {
  const raw = { width, height, channels: 4 } as const;
  const smaller = await sharp(data, { raw, limitInputPixels: false })
    .resize(size.width, size.height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { ...size, data: smaller };
}
