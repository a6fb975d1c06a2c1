import {
  damagedPicture,
  fitLongSide,
  type Pixels,
  readPictureHeader,
  recipeInXmp,
  type Size,
  StyleTransferError,
} from '@pastiche/core';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { CommandError } from './command-error.js';
import { reasonOf } from './file-errors.js';
import { readBytes } from './read-bytes.js';
import { inputName } from './standard-streams.js';
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
 * Reads a PNG, JPEG, WebP, AVIF, TIFF (its first page that is a whole picture) or GIF (its first frame) as 8-bit
 * RGBA in sRGB: EXIF orientation applied, colours converted by whatever the file says of them, as Chromium does and
 * so the panel, 16 bits reduced to 8, grey and CMYK widened to RGB, alpha kept. Pictures over 4096 px a side are
 * reduced to that.
 *
 * @param bytes the picture itself, where it is in no file of its own; `path` then only names it
 * @example
 * const { pixels } = await readPicture('photo.jpg');
 * @throws CommandError, one sentence each, for a missing, empty, damaged, truncated or too large
 * file, a folder, and a file that is no picture.
 */
export async function readPicture(path: string, bytes?: Uint8Array): Promise<Picture> {
  const file = bytes ?? (await readBytes(path));
  const name = inputName(path);
  try {
    const tiff = openTiff(name, file);
    return tiff === null || isForLibvips(tiff)
      ? await decodedByLibvips(name, file, tiff)
      : await decodedByCore(name, tiff);
  } catch (error) {
    throw error instanceof StyleTransferError ? inOwnWords(name, error) : error;
  }
}

async function decodedByCore(path: string, tiff: TiffPicture): Promise<Picture> {
  const original = uprightSize(tiff);
  refuseTooLarge(path, original);
  return { pixels: await decodeTiff(tiff, reducedSize(original)), original };
}

async function decodedByLibvips(
  path: string,
  bytes: Uint8Array,
  tiff: TiffPicture | null,
): Promise<Picture> {
  const input = decoder(bytes, tiff?.page);
  const metadata = await readMetadata(path, input);
  const original = metadata.autoOrient;
  refuseTooLarge(path, original);
  if (tiff !== null && !isKnownToLibvips(tiff)) {
    throw new CommandError(
      'failed',
      `${path} has more than 100 megapixels, and of such a TIFF its colours with one alpha can be read, in 8 or 16 bits; save it as PNG first.`,
    );
  }
  const size = reducedSize(original);
  if (size !== null) input.resize(size.width, size.height, { fit: 'fill' });
  try {
    const pixels =
      tiff === null
        ? await storedPixels(input, metadata, bytes)
        : await decodeTiffByLibvips(input, metadata.space ?? 'srgb', tiff);
    return { pixels, original };
  } catch (cause) {
    throw cause instanceof StyleTransferError ? cause : damaged(path, reasonOf(cause), cause);
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

/** `null` for other formats; what the panel refuses is refused in its words. */
function openTiff(path: string, bytes: Uint8Array): TiffPicture | null {
  const format = readPictureHeader(bytes)?.format;
  if (format === 'BigTIFF') {
    throw new CommandError(
      'failed',
      `${path}: A TIFF should be of the usual form, but this one is a BigTIFF; save it as TIFF or PNG first.`,
    );
  }
  return format === 'TIFF' ? readTiffPicture(bytes) : null;
}

/** What core says, with the name of the file; damage is told as of every other format here. */
function inOwnWords(path: string, error: StyleTransferError): CommandError {
  return error.message === damagedPicture().message
    ? damaged(path, 'its parts do not fit together', error)
    : new CommandError('failed', `${path}: ${error.message}`, error);
}

function damaged(path: string, reason: string, cause: unknown): CommandError {
  return new CommandError(
    'failed',
    `${path} is damaged or cut off and cannot be decoded (${reason}); save or download it again.`,
    cause,
  );
}

function refuseTooLarge(path: string, { width, height }: Size): void {
  if (width * height <= MOST_PIXELS) return;
  throw new CommandError(
    'failed',
    `${path} has ${width} × ${height} px; at most ${MOST_PIXELS / 1e6} megapixels can be read, so reduce it first.`,
  );
}

/** `null` where a picture is small enough. */
function reducedSize({ width, height }: Size): Size | null {
  return Math.max(width, height) > LONGEST_SIDE ? fitLongSide(width, height, LONGEST_SIDE) : null;
}

/**
 * `failOn: 'error'`: damage and truncation are refused, mere warnings (a camera's odd EXIF block)
 * are not. The pixel limit is checked above, where the sentence can name the size. Colours come as
 * they are stored. Bytes, never a name: libvips takes brackets at the end of one for options.
 */
function decoder(picture: Uint8Array, page = 0): Sharp {
  return sharp(picture, {
    failOn: 'error',
    limitInputPixels: false,
    autoOrient: true,
    ignoreIcc: true,
    page,
    pages: 1,
  });
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
