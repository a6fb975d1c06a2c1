import { open, readFile, stat } from 'node:fs/promises';
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
  StyleTransferError,
  withJpegEndMarker,
} from '@pastiche/core';
import { bmpAsPng } from './bmp-as-png.js';
import { CommandError } from './command-error.js';

/**
 * The most pixels that are decoded. sharp's own limit of 268 megapixels is a guard for servers and
 * refuses a 20,000 × 20,000 px scan; 500 is at most 2 GB in the worst case (interlaced, rotated).
 */
const MOST_PIXELS = 500_000_000;

/** What tells every kind of file, bytes. */
const HEAD_BYTES = 4096;

/** Only a TIFF may be larger than this, and libvips reads it from the disk piece by piece, bytes. */
const MOST_BYTES = 1_000_000_000;

/** A picture's file as sharp can decode it. */
export interface OpenPicture {
  /** Its bytes, mended where they needed it; the path of a TIFF too large to be held. */
  readonly input: string | Uint8Array;
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
 * @param bytes the picture itself, where it is in no file of its own; `path` then only names it
 * @throws CommandError for what is no picture, and for damaged files as far as that shows here
 */
export async function openPicture(path: string, bytes?: Uint8Array): Promise<OpenPicture> {
  const whole = bytes ?? (await readUnlessHuge(path));
  if (whole === null) return openHuge(path);
  const format = readPictureHeader(whole)?.format;
  if (format === undefined) throw named(path, otherThanPicture(whole));
  const { size } = readPictureHeader(whole) ?? { size: null };
  if (size !== null) refuseTooLarge(path, size);
  return {
    input: await readable(path, whole, format),
    format,
    frames: readPictureFrames(whole),
    firstFrame: format === 'GIF' ? (gifFrames(whole)[0] ?? null) : null,
  };
}

/** @throws CommandError for more than 500 megapixels */
export function refuseTooLarge(path: string, size: { width: number; height: number }): void {
  if (size.width * size.height <= MOST_PIXELS) return;
  throw new CommandError(
    'failed',
    `${path} has ${size.width} × ${size.height} px; at most ${MOST_PIXELS / 1e6} megapixels can be read, so reduce it first.`,
  );
}

/** The refusal of a file that is damaged, with what the decoder says of it. */
export function damaged(path: string, reason: string, cause?: unknown): CommandError {
  return new CommandError(
    'failed',
    `${path} is damaged or cut off and cannot be decoded (${reason}); save or download it again.`,
    cause,
  );
}

/** All of it at once: what comes out of a pipe cannot be read a second time. */
async function readUnlessHuge(path: string): Promise<Uint8Array | null> {
  const found = await stat(path);
  return found.isFile() && found.size > MOST_BYTES ? null : readFile(path);
}

async function openHuge(path: string): Promise<OpenPicture> {
  const head = await readHead(path);
  const format = readPictureHeader(head)?.format;
  if (format === undefined) throw named(path, otherThanPicture(head));
  if (format !== 'TIFF' && format !== 'BigTIFF') {
    throw new CommandError(
      'failed',
      `${path} has more than ${MOST_BYTES / 1e9} GB, and only a TIFF may; make it smaller first.`,
    );
  }
  return { input: path, format, frames: null, firstFrame: null };
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readable(
  path: string,
  bytes: Uint8Array,
  format: PictureFormat,
): Promise<Uint8Array> {
  if (format === 'JPEG') {
    const whole = withJpegEndMarker(bytes);
    if (whole === null) throw damaged(path, 'its data end before the picture does');
    return whole;
  }
  if (format === 'PNG' && !pngMayBeWhole(bytes))
    throw damaged(path, 'its data are too few for its size');
  if (format !== 'BMP') return bytes;
  try {
    return await bmpAsPng(decodeBmp(bytes));
  } catch (error) {
    throw error instanceof StyleTransferError ? named(path, error) : error;
  }
}

function named(path: string, error: StyleTransferError): CommandError {
  return new CommandError('failed', `${path}: ${error.message}`, error);
}
