import {
  fitLongSide,
  type PictureFormat,
  type PictureFrames,
  type Pixels,
  recipeInXmp,
} from '@pastiche/core';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { CommandError } from './command-error.js';
import { reasonOf } from './file-errors.js';
import { clearOutside } from './first-frame.js';
import { damaged, openPicture, refuseTooLarge } from './open-picture.js';
import { readBytes } from './read-bytes.js';
import { inputName } from './standard-streams.js';

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
  /** What else the file holds; this picture is the first. `null`: nothing. */
  readonly frames: PictureFrames | null;
}

/**
 * Reads a PNG, JPEG, WebP, AVIF, TIFF, GIF (its first frame) or BMP as 8-bit RGBA in sRGB:
 * turned upright as browsers do, embedded colour profile converted, 16 bits reduced to 8, grey and CMYK
 * widened to RGB, alpha kept. Pictures over 4096 px a side are reduced to that.
 *
 * @param bytes the picture itself, where it is in no file of its own; `path` then only names it
 * @example
 * const { pixels } = await readPicture('photo.jpg');
 * @throws CommandError, one sentence each, for a missing, empty, damaged, truncated or too large
 * file, a folder, and a file that is no picture.
 */
export async function readPicture(path: string, bytes?: Uint8Array): Promise<Picture> {
  const file = await openPicture(path, bytes ?? (await readBytes(path)));
  const input = decoder(file.bytes, file.format);
  const metadata = await readMetadata(path, input);
  const original = isTurned(file.format) ? metadata.autoOrient : metadata;
  refuseTooLarge(path, original);
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
    const pixels = { width: info.width, height: info.height, data };
    const { firstFrame, frames } = file;
    if (firstFrame !== null) clearOutside(pixels, original, firstFrame);
    return {
      pixels,
      original: { width: original.width, height: original.height },
      frames,
    };
  } catch (cause) {
    throw damaged(path, reasonOf(cause), cause);
  }
}

/**
 * The recipe that `encodePicture` put into a result, for `parseRecipe`; `null` for another program's
 * picture.
 *
 * @throws CommandError for a file that is missing, empty or no picture.
 */
export async function readResultRecipe(path: string): Promise<string | null> {
  const name = inputName(path);
  const { bytes, format } = await openPicture(name, await readBytes(path));
  const { xmpAsString = '' } = await readMetadata(name, decoder(bytes, format));
  return recipeInXmp(xmpAsString);
}

/**
 * `failOn: 'error'`: damage and truncation are refused, mere warnings (a camera's odd EXIF block)
 * are not. The pixel limit is checked above, where the sentence can name the size. Bytes, never a
 * name: libvips takes brackets at the end of one for options.
 */
function decoder(picture: Uint8Array, format: PictureFormat): Sharp {
  const autoOrient = isTurned(format);
  return sharp(picture, { failOn: 'error', limitInputPixels: false, autoOrient, pages: 1 });
}

/**
 * Whether the orientation that a file's EXIF block tells of counts. In a WebP no browser follows it, so
 * that people see the picture as it is stored; the panel, which decodes in a browser, does the same.
 */
function isTurned(format: PictureFormat): boolean {
  return format !== 'WebP';
}

async function readMetadata(path: string, input: Sharp): Promise<Metadata> {
  const metadata = await input.metadata().catch((cause: unknown) => {
    throw damaged(path, reasonOf(cause), cause);
  });
  if (!READABLE_FORMATS.has(metadata.format)) {
    throw notAPicture(path, `it is ${metadata.format}`);
  }
  return metadata;
}

function notAPicture(path: string, reason: string, cause?: unknown): CommandError {
  return new CommandError(
    'failed',
    `${path} is not a picture that can be read (${reason}); expected PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF.`,
    cause,
  );
}
