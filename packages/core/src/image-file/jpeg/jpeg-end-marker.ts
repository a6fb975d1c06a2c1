import { endOfJpegScans } from './jpeg-scans.js';
import { JPEG_MARKERS, nextJpegSegment } from './jpeg-segments.js';

/** So many before the end of the data are no chance, bytes. */
const ZEROS = 16;

/**
 * A JPEG with its end marker. Cameras, phones and cut downloads leave out its two bytes, or put others in
 * their place; viewers show such a picture, but the decoders used here wait for the end or refuse it.
 *
 * A progressive picture must have all of its scans: viewers show one without the last, too, but then
 * it is cut short, as one without its last rows is.
 *
 * @returns the same bytes where the marker is there; `null` when more than the marker is missing
 */
export function withJpegEndMarker(bytes: Uint8Array): Uint8Array | null {
  if (hasEndMarker(bytes)) return bytes;
  const end = endOfJpegScans(bytes);
  if (end === null || isFilledUp(bytes, end)) return null;
  const whole = new Uint8Array(end + 2);
  whole.set(bytes.subarray(0, end));
  whole.set([0xff, JPEG_MARKERS.end], end);
  return whole;
}

/**
 * A download that broke off leaves zeros up to the size that was announced, and zeros can be read as
 * data, too. A scan's own last byte is filled up with ones. Zeros that are read as the rest of the picture
 * to the very byte at which the file ends pass for data, as those of a flat picture are.
 */
function isFilledUp(bytes: Uint8Array, end: number): boolean {
  return bytes[end] === 0 && bytes.subarray(end - ZEROS, end).every((byte) => byte === 0);
}

function hasEndMarker(bytes: Uint8Array): boolean {
  let at = 2;
  for (;;) {
    const segment = nextJpegSegment(bytes, at);
    // Another picture's begin (a phone's second one): this one's end did not come before it.
    if (segment === null || segment.marker === JPEG_MARKERS.start) return false;
    if (segment.marker === JPEG_MARKERS.end) return true;
    at = segment.end;
  }
}
