import { fitLongSide, type Pixels, recipeInXmp } from '@pastiche/core';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { CommandError } from './command-error.js';
import { reasonOf } from './file-errors.js';
import { readBytes } from './read-bytes.js';
import { inputName } from './standard-streams.js';

/**
 * The most pixels that are decoded. sharp's own limit of 268 megapixels is a guard for servers and
 * refuses a 20,000 × 20,000 px scan; 500 is at most 2 GB in the worst case (interlaced, rotated).
 */
const MOST_PIXELS = 500_000_000;

/** Nothing larger is ever painted, so a larger picture is reduced while it is decoded. */
const LONGEST_SIDE = 4096;

const READABLE_FORMATS: ReadonlySet<string> = new Set([
  'png',
  'jpeg',
  'webp',
  'heif',
  'tiff',
  'gif',
]);

/** A decoded picture and its size in the file. */
export interface Picture {
  readonly pixels: Pixels;
  /** Upright (EXIF orientation applied), before any reduction, px. */
  readonly original: { readonly width: number; readonly height: number };
}

/**
 * Reads a PNG, JPEG, WebP, AVIF, TIFF or GIF (its first frame) as 8-bit RGBA in sRGB: EXIF
 * orientation applied, embedded colour profile converted, 16 bits reduced to 8, grey and CMYK
 * widened to RGB, alpha kept. Pictures over 4096 px a side are reduced to that.
 *
 * @param bytes the picture itself, where it is in no file of its own; `path` then only names it
 * @example
 * const { pixels } = await readPicture('photo.jpg');
 * @throws CommandError, one sentence each, for a missing, empty, damaged, truncated or too large
 * file, a folder, and a file that is no picture.
 */
export async function readPicture(path: string, bytes?: Uint8Array): Promise<Picture> {
  const input = decoder(bytes ?? (await readBytes(path)));
  const metadata = await readMetadata(path, input);
  const original = metadata.autoOrient;
  if (original.width * original.height > MOST_PIXELS) {
    throw new CommandError(
      'failed',
      `${path} has ${original.width} × ${original.height} px; at most ${MOST_PIXELS / 1e6} megapixels can be read, so reduce it first.`,
    );
  }
  if (Math.max(original.width, original.height) > LONGEST_SIDE) {
    const { width, height } = fitLongSide(original.width, original.height, LONGEST_SIDE);
    input.resize(width, height, { fit: 'fill' });
  }
  try {
    const { data, info } = await input
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { pixels: { width: info.width, height: info.height, data }, original };
  } catch (cause) {
    throw new CommandError(
      'failed',
      `${path} is damaged or cut off and cannot be decoded (${reasonOf(cause)}); save or download it again.`,
      cause,
    );
  }
}

/**
 * The recipe that `encodePicture` put into a result, for `parseRecipe`; `null` for another program's
 * picture.
 *
 * @throws CommandError for a file that is missing, empty or no picture.
 */
export async function readResultRecipe(path: string): Promise<string | null> {
  const { xmpAsString = '' } = await readMetadata(inputName(path), decoder(await readBytes(path)));
  return recipeInXmp(xmpAsString);
}

/**
 * `failOn: 'error'`: damage and truncation are refused, mere warnings (a camera's odd EXIF block)
 * are not. The pixel limit is checked above, where the sentence can name the size. Bytes, never a
 * name: libvips takes brackets at the end of one for options.
 */
function decoder(picture: Uint8Array): Sharp {
  return sharp(picture, { failOn: 'error', limitInputPixels: false, autoOrient: true, pages: 1 });
}

async function readMetadata(path: string, input: Sharp): Promise<Metadata> {
  const metadata = await input.metadata().catch((cause: unknown) => {
    throw notAPicture(path, reasonOf(cause), cause);
  });
  if (!READABLE_FORMATS.has(metadata.format)) {
    throw notAPicture(path, `it is ${metadata.format}`);
  }
  return metadata;
}

function notAPicture(path: string, reason: string, cause?: unknown): CommandError {
  return new CommandError(
    'failed',
    `${path} is not a picture that can be read (${reason}); expected PNG, JPEG, WebP, AVIF, TIFF or GIF.`,
    cause,
  );
}
