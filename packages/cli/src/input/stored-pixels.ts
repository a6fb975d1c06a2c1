import type { Pixels } from '@pastiche/core';
import {
  type ColourSpace,
  type DeepPixels,
  deepInSrgb,
  inSrgb,
  tiffPixels,
} from '@pastiche/core/pictures';
import type { Metadata, Sharp } from 'sharp';
import { storedColour } from './stored-colour.js';

/**
 * Decodes a picture of any format but TIFF to 8-bit RGBA in sRGB. sharp hands out the colours as they are stored
 * (`ignoreIcc`): of 16 bits it would make Display P3, and it knows neither grey profiles of 16 bits nor the colour
 * chunks of PNG nor the code points of AVIF. A PNG of 16 bits is first cut to 8, an AVIF of more than 8 afterwards, as
 * browsers do.
 *
 * @param input opened with `ignoreIcc`
 * @param bytes the picture's file
 */
export async function storedPixels(
  input: Sharp,
  metadata: Metadata,
  bytes: Uint8Array,
): Promise<Pixels> {
  const space = storedColour(bytes, metadata);
  if (metadata.space === 'cmyk') {
    return inkPixels(input, space);
  }
  const depth = metadata.format === 'heif' ? (metadata.bitsPerSample ?? 8) : 8;
  if (depth > 8) return deepInSrgb(await deepPixels(input, depth), space);
  const pixels = await plainPixels(input);
  return space === null ? pixels : inSrgb(pixels, space);
}

async function plainPixels(input: Sharp): Promise<Pixels> {
  const { data, info } = await input
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** An AVIF of 10 or 12 bits: libvips fills them up with zeros to 16. */
async function deepPixels(input: Sharp, depth: number): Promise<DeepPixels> {
  const { data, info } = await input
    .toColourspace('rgb16')
    .ensureAlpha()
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const samples = deepSamples(data).map((word) => word >>> (16 - depth));
  return { width: info.width, height: info.height, data: samples, most: (1 << depth) - 1 };
}

/** By the profile, or by plain arithmetic, as in browsers. */
async function inkPixels(input: Sharp, space: ColourSpace | null): Promise<Pixels> {
  const { data, info } = await input
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const shape = { width, height, samples: channels, colours: 'cmyk' } as const;
  return tiffPixels(data, shape, { palette: [], alpha: null, space });
}

/** The samples of 16 bits in what sharp hands out. */
export function deepSamples(data: Buffer): Uint16Array {
  return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
}
