import { viewOf } from '../../base/view-of.js';
import { isJpeg, isJpegFrame } from './jpeg-segments.js';

/**
 * The size of a JPEG as stored, px. It stands in the frame header (SOF), behind segments of any length.
 *
 * @returns `null` where there is none, or the bytes are no JPEG
 */
export function jpegSize(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } | null {
  if (!isJpeg(bytes)) return null;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      // Any number of fill bytes may stand before a marker.
      at += 1;
    } else if (isJpegFrame(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else if (hasNoLength(marker)) {
      at += 2;
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
}

function hasNoLength(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}
