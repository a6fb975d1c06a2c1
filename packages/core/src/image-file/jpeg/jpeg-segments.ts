import { startsWith } from '../../base/letters.js';

/** A marker of a JPEG and what belongs to it. */
export interface JpegSegment {
  readonly marker: number;
  /** Where its content lies; empty for markers without one. */
  readonly start: number;
  readonly end: number;
}

export const JPEG_MARKERS = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  huffman: 0xc4,
  restartInterval: 0xdd,
} as const;

/** By its first bytes. FF D8 FF F7 is JPEG-LS: another compression with the same letters before it. */
export function isJpeg(bytes: Uint8Array): boolean {
  return startsWith(bytes, '\xff\xd8\xff') && bytes[3] !== 0xf7;
}

/**
 * The next marker from `from` on with its content; what stands before it is passed over, as decoders
 * do. Restart markers within a scan are none. `null` where there is none, or its content is cut short.
 */
export function nextJpegSegment(bytes: Uint8Array, from: number): JpegSegment | null {
  let at = from;
  while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1]))) at += 1;
  if (at + 1 >= bytes.length) return null;
  const marker = bytes[at + 1];
  const start = at + 2;
  if (marker === JPEG_MARKERS.end || marker === JPEG_MARKERS.start)
    return { marker, start, end: start };
  if (start + 2 > bytes.length) return null;
  const end = start + ((bytes[start] << 8) | bytes[start + 1]);
  return end < start + 2 || end > bytes.length ? null : { marker, start: start + 2, end };
}

/** SOF0 to SOF15, except the tables (DHT, JPG, DAC) that lie among them. */
export function isJpegFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Neither data (FF 00), fill bytes, TEM, nor restart markers. */
function isMarker(code: number): boolean {
  return code > 1 && code < 0xff && (code < 0xd0 || code > 0xd7);
}
