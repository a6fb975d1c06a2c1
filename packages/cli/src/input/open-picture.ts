import { type Said, StyleTransferError, saidBy, sentence } from '@pastiche/core';
import {
  decodeBmp,
  type GifFrame,
  gifFrames,
  otherThanPicture,
  type PictureFormat,
  type PictureFrames,
  pngMayBeWhole,
  readPictureFrames,
  readPictureHeader,
  withJpegEndMarker,
} from '@pastiche/core/pictures';
import { CommandError } from '../base/command-error.js';
import { bmpAsPng } from './bmp-as-png.js';
import { limitsInForce } from './input-limits.js';

/** A picture's file as sharp can decode it. */
export interface OpenPicture {
  /** Mended where they needed it. */
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  /** `null`: one picture. */
  readonly frames: PictureFrames | null;
  /** Where on its canvas the first frame of a GIF lies; `null` for other formats. */
  readonly firstFrame: GifFrame | null;
}

/**
 * Finds out from its bytes what a file is, before anything is decoded: what is no picture is named
 * in core's words, which the panel says too. A JPEG gets a missing end marker, a BMP, which libvips
 * does not read, becomes a PNG.
 *
 * @param name what the file is called in a refusal
 * @throws CommandError for what is no picture, and for damaged files as far as that shows here
 */
export async function openPicture(name: string, bytes: Uint8Array): Promise<OpenPicture> {
  const header = readPictureHeader(bytes);
  if (header === null) throw named(name, otherThanPicture(bytes));
  const { format, size } = header;
  if (size !== null) refuseTooLarge(name, size);
  const frames = readPictureFrames(bytes);
  if (frames !== null) refuseManyFrames(name, frames);
  return {
    bytes: await readable(name, bytes, format),
    format,
    frames,
    firstFrame: format === 'GIF' ? (gifFrames(bytes)[0] ?? null) : null,
  };
}

/** @throws CommandError for more pixels than are decoded */
export function refuseTooLarge(path: string, size: { width: number; height: number }): void {
  const { pixels } = limitsInForce();
  if (size.width * size.height <= pixels) return;
  throw new CommandError(
    'failed',
    sentence`${path} has ${size.width} × ${size.height} px; at most ${pixels / 1e6} megapixels can be read, so reduce it first.`,
  );
}

/** Frames that nobody counted may be any number. */
function refuseManyFrames(path: string, { count }: PictureFrames): void {
  const { frames } = limitsInForce();
  if (count === null ? frames === Number.POSITIVE_INFINITY : count <= frames) return;
  throw new CommandError(
    'failed',
    sentence`${path} holds ${count ?? sentence`several`} frames or pages, but with --limits strict at most ${frames} are read; save one of them as a picture of its own.`,
  );
}

/** The refusal of a file that is damaged, with what the decoder says of it. */
export function damaged(path: string, reason: Said, cause?: unknown): CommandError {
  return new CommandError(
    'failed',
    sentence`${path} is damaged or cut off and cannot be decoded (${reason}); save or download it again.`,
    cause,
  );
}

async function readable(
  path: string,
  bytes: Uint8Array,
  format: PictureFormat,
): Promise<Uint8Array> {
  if (format === 'JPEG') {
    const whole = withJpegEndMarker(bytes);
    if (whole === null) throw damaged(path, sentence`its data end before the picture does`);
    return whole;
  }
  if (format === 'PNG' && !pngMayBeWhole(bytes))
    throw damaged(path, sentence`its data are too few for its size`);
  if (format !== 'BMP') return bytes;
  try {
    return await bmpAsPng(decodeBmp(bytes));
  } catch (error) {
    throw error instanceof StyleTransferError ? named(path, error) : error;
  }
}

function named(path: string, error: StyleTransferError): CommandError {
  return new CommandError('failed', sentence`${path}: ${saidBy(error)}`, error);
}
