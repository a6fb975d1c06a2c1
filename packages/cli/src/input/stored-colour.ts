import { inflateSync } from 'node:zlib';
import * as LIMITS from '@pastiche/core/limits';
import {
  type ColourSpace,
  type PngColour,
  readAvifColour,
  readIccProfile,
  readPngColour,
} from '@pastiche/core/pictures';
import type { Metadata } from 'sharp';

const MOST_PROFILE_BYTES = LIMITS.PROFILE_BYTES;

/**
 * The space that a picture's colours are stored in, as Chromium sees it, so that the command line and the panel
 * paint from the same colours.
 *
 * @param bytes the picture's file
 * @returns `null` for sRGB, and where nothing is said or what is said goes with other colours
 * @throws StyleTransferError for what no browser reads either
 */
export function storedColour(bytes: Uint8Array, metadata: Metadata): ColourSpace | null {
  const space = saidSpace(bytes, metadata);
  if (space === null) return null;
  const isInk = space.kind === 'table' && space.channels === 4;
  if (isInk || metadata.space === 'cmyk') return isInk && metadata.space === 'cmyk' ? space : null;
  // A browser makes RGB of every grey picture but a PNG before it looks at the profile.
  return space.kind === 'grey' && !isGreyPng(metadata) ? null : space;
}

function saidSpace(bytes: Uint8Array, { format, icc }: Metadata): ColourSpace | null {
  if (format === 'png') return pngSpace(readPngColour(bytes));
  if (icc !== undefined) return readIccProfile(icc);
  return format === 'heif' ? readAvifColour(bytes) : null;
}

function pngSpace(colour: PngColour): ColourSpace | null {
  if (colour.kind === 'srgb') return null;
  if (colour.kind === 'space') return colour.space;
  return unpackedProfile(colour.packed) ?? pngSpace(colour.otherwise);
}

function unpackedProfile(packed: Uint8Array): ColourSpace | null {
  try {
    return readIccProfile(inflateSync(packed, { maxOutputLength: MOST_PROFILE_BYTES }));
  } catch {
    return null;
  }
}

function isGreyPng({ format, space }: Metadata): boolean {
  return format === 'png' && (space === 'b-w' || space === 'grey16');
}
