import { startsWith } from '../base/letters.js';
import { viewOf } from '../base/view-of.js';
import { isJpeg } from './jpeg/jpeg-segments.js';
import { jpegSize } from './jpeg/jpeg-size.js';

/** As stored, before any turning, px. */
export interface StoredSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of a PNG, a JPEG or a WebP, as paintings are written, from its first bytes. What reads less than
 * `readPictureHeader` has less to carry.
 *
 * @returns `null` where they do not tell, and for other files
 */
export function storedSize(bytes: Uint8Array): StoredSize | null {
  if (isJpeg(bytes)) return jpegSize(bytes);
  const view = viewOf(bytes);
  return startsWith(bytes, 'RIFF') ? webpSize(view, bytes) : pngSize(view, bytes);
}

/** The size stands in IHDR, which has to come first: what stands there otherwise is no size. */
export function pngSize(view: DataView, bytes: Uint8Array): StoredSize | null {
  if (!startsWith(bytes, 'IHDR', 12)) return null;
  return sizeAt(view, 16, (at) => view.getUint32(at), 4);
}

export function webpSize(view: DataView, bytes: Uint8Array): StoredSize | null {
  if (view.byteLength < 30) return null;
  if (startsWith(bytes, 'VP8X', 12)) {
    return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  }
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  // The two highest bits are a scale for showing, not part of the size.
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** Two numbers that stand one after the other. */
export function sizeAt(
  view: DataView,
  at: number,
  read: (at: number) => number,
  bytes: number,
): StoredSize | null {
  if (view.byteLength < at + 2 * bytes) return null;
  return { width: read(at), height: read(at + bytes) };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
