import { viewOf } from '../base/view-of.js';
import { jpegSize } from './jpeg/jpeg-size.js';
import { type PictureFormat, pictureFormat } from './picture-format.js';
import { pngSize, type StoredSize, sizeAt, webpSize } from './stored-size.js';
import { firstTiffPage } from './tiff/tiff-directory.js';

/** What the first bytes of a picture's file say. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** As stored, before any turning, px; `null` where the first bytes do not tell. */
  readonly size: StoredSize | null;
}

/**
 * Reads the format and the size of a picture without decoding it, so that a file that claims to be
 * 20,000 px wide costs nothing. Of AVIF only the format is read.
 *
 * @returns `null` when the bytes are none of the formats; `otherThanPicture` says what they are
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const format = pictureFormat(bytes);
  if (format === null) return null;
  const view = viewOf(bytes);
  return { format, size: SIZES[format](view, bytes) };
}

type ReadSize = (view: DataView, bytes: Uint8Array) => PictureHeader['size'];

const SIZES: Readonly<Record<PictureFormat, ReadSize>> = {
  PNG: pngSize,
  JPEG: (_, bytes) => jpegSize(bytes),
  GIF: (view) => sizeAt(view, 6, (at) => view.getUint16(at, true), 2),
  WebP: webpSize,
  BMP: bmpSize,
  AVIF: () => null,
  TIFF: (_, bytes) => tiffSize(bytes),
};

/** A negative height means that the rows run from top to bottom; OS/2's header has short sizes. */
function bmpSize(view: DataView): PictureHeader['size'] {
  if (view.byteLength < 26) return null;
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** The size stands in the directory of the page that is painted, which may lie anywhere in the file. */
function tiffSize(bytes: Uint8Array): PictureHeader['size'] {
  const directory = firstTiffPage(bytes)?.directory;
  const width = directory?.number(256, 0) ?? 0;
  const height = directory?.number(257, 0) ?? 0;
  return width > 0 && height > 0 ? { width, height } : null;
}
