import {
  fitLongSide,
  MAX_PAINTED_SIDE,
  type Pixels,
  type Said,
  type Size,
  StyleTransferError,
  saidBy,
  sentence,
} from '@pastiche/core';
import { damagedPicture, type PictureFormat, type PictureFrames } from '@pastiche/core/pictures';
import { recipeInXmp } from '@pastiche/core/presets';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { CommandError } from '../base/command-error.js';
import { reasonOf } from '../base/file-errors.js';
import { inputName } from '../base/standard-streams.js';
import { clearOutside } from './first-frame.js';
import { damaged, type OpenPicture, openPicture, refuseTooLarge } from './open-picture.js';
import { readBytes } from './read-bytes.js';
import { storedPixels } from './stored-pixels.js';
import {
  decodeTiff,
  decodeTiffByLibvips,
  isForLibvips,
  isKnownToLibvips,
  readTiffPicture,
  type TiffPicture,
  uprightSize,
} from './tiff-picture.js';

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
  /** Upright, before any reduction, px. */
  readonly original: Size;
  /** What the file holds beside what was read; `null`: nothing. */
  readonly frames: PictureFrames | null;
}

/**
 * Reads a PNG, JPEG, WebP, AVIF, GIF (its first frame), BMP or TIFF (its first page that is a whole
 * picture) as 8-bit RGBA in sRGB: turned upright and converted by whatever the file says of its
 * colours, as browsers do and so the panel; 16 bits reduced to 8, grey and CMYK widened to RGB,
 * alpha kept. Pictures over 4096 px a side are reduced to that.
 *
 * @param bytes the picture itself, where it is in no file of its own; `path` then only names it
 * @example
 * const { pixels } = await readPicture('photo.jpg');
 * @throws CommandError, one sentence each, for a missing, empty, damaged, truncated or too large
 * file, a folder, and a file that is no picture.
 */
export async function readPicture(path: string, bytes?: Uint8Array): Promise<Picture> {
  const name = inputName(path);
  const file = await openPicture(name, bytes ?? (await readBytes(path)));
  try {
    const tiff = file.format === 'TIFF' ? readTiffPicture(file.bytes) : null;
    return tiff === null || isForLibvips(tiff)
      ? await decodedByLibvips(name, file, tiff)
      : await decodedByCore(name, file, tiff);
  } catch (error) {
    throw error instanceof StyleTransferError ? inOwnWords(name, error) : error;
  }
}

async function decodedByCore(
  name: string,
  { frames }: OpenPicture,
  tiff: TiffPicture,
): Promise<Picture> {
  const original = uprightSize(tiff);
  refuseTooLarge(name, original);
  return { pixels: await decodeTiff(tiff, reducedSize(original)), original, frames };
}

async function decodedByLibvips(
  name: string,
  { bytes, format, firstFrame, frames }: OpenPicture,
  tiff: TiffPicture | null,
): Promise<Picture> {
  const input = decoder(bytes, format, tiff?.page);
  const metadata = await readMetadata(name, input);
  const { width, height } = isTurned(format) ? metadata.autoOrient : metadata;
  const original = { width, height };
  refuseTooLarge(name, original);
  if (tiff !== null && !isKnownToLibvips(tiff)) {
    throw new CommandError(
      'failed',
      sentence`${name} has more than 100 megapixels, and of such a TIFF its colours with one alpha can be read, in 8 or 16 bits; save it as PNG first.`,
    );
  }
  const size = reducedSize(original);
  if (size !== null) input.resize(size.width, size.height, { fit: 'fill' });
  try {
    const pixels =
      tiff === null
        ? await storedPixels(input, metadata, bytes)
        : await decodeTiffByLibvips(input, metadata.space ?? 'srgb', tiff);
    if (firstFrame !== null) clearOutside(pixels, original, firstFrame);
    return { pixels, original, frames };
  } catch (cause) {
    throw cause instanceof StyleTransferError ? cause : damaged(name, reasonOf(cause), cause);
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

/** What core says, with the name of the file; damage is told as of every other format here. */
function inOwnWords(path: string, error: StyleTransferError): CommandError {
  return error.message === damagedPicture().message
    ? damaged(path, sentence`its parts do not fit together`, error)
    : new CommandError('failed', sentence`${path}: ${saidBy(error)}`, error);
}

/** Nothing larger is ever painted; `null` where a picture is small enough. */
function reducedSize({ width, height }: Size): Size | null {
  return Math.max(width, height) > MAX_PAINTED_SIDE
    ? fitLongSide(width, height, MAX_PAINTED_SIDE)
    : null;
}

/**
 * `failOn: 'error'`: damage and truncation are refused, mere warnings (a camera's odd EXIF block)
 * are not. The pixel limit is checked above, where the sentence can name the size. Colours come as
 * they are stored. Bytes, never a name: libvips takes brackets at the end of one for options.
 */
function decoder(picture: Uint8Array, format: PictureFormat, page = 0): Sharp {
  return sharp(picture, {
    failOn: 'error',
    limitInputPixels: false,
    autoOrient: isTurned(format),
    ignoreIcc: true,
    page,
    pages: 1,
  });
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
    throw notAPicture(path, sentence`it is ${metadata.format}`);
  }
  return metadata;
}

function notAPicture(path: string, reason: Said, cause?: unknown): CommandError {
  return new CommandError(
    'failed',
    sentence`${path} is not a picture that can be read (${reason}); expected PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF.`,
    cause,
  );
}
