import { joined } from '../base/joined.js';
import { bytesOfLetters, startsWith } from '../base/letters.js';
import { type MetadataPlace, MOST_PARTS, type Part } from './picture-part.js';

const APP0 = 0xe0;
const APP1 = 0xe1;
const SCAN = 0xda;
/** Name of the segment and its length, which counts itself. */
const HEAD = 4;
const MOST_BYTES = 0xffff - 2;

const XMP_HEAD = 'http://ns.adobe.com/xap/1.0/\0';

/** JPEG: an APP1 segment after JFIF's and Exif's, which want to be first. */
export const JPEG_METADATA: MetadataPlace = {
  isKind: (bytes) => startsWith(bytes, '\xff\xd8\xff'),
  read(bytes) {
    const found = segmentsOf(bytes)?.find(isXmp);
    return found === undefined ? null : found.data.subarray(XMP_HEAD.length);
  },
  write(bytes, packet) {
    const segments = segmentsOf(bytes);
    if (segments === null || XMP_HEAD.length + packet.length > MOST_BYTES) return null;
    const kept = segments.filter((segment) => !isXmp(segment));
    const leading = kept.findIndex(({ name }) => name !== String(APP0) && name !== String(APP1));
    const bytesOf = ({ start, end }: Part) => bytes.subarray(start, end);
    return joined([
      bytes.subarray(0, 2),
      ...kept.slice(0, leading).map(bytesOf),
      segmentOf(APP1, joined([bytesOfLetters(XMP_HEAD), packet])),
      ...kept.slice(leading).map(bytesOf),
    ]);
  },
};

/** The segments before the picture's data, and the rest of the file as one; `null` for a damaged file. */
function segmentsOf(bytes: Uint8Array): Part[] | null {
  const segments: Part[] = [];
  let start = 2;
  while (start + HEAD <= bytes.length && segments.length < MOST_PARTS) {
    // Any number of 0xff may stand before a segment.
    if (bytes[start] === 0xff && bytes[start + 1] === 0xff) {
      start += 1;
      continue;
    }
    const marker = bytes[start + 1];
    const end = start + 2 + bytes[start + 2] * 256 + bytes[start + 3];
    if (bytes[start] !== 0xff || end < start + HEAD || end > bytes.length) return null;
    if (marker === SCAN) {
      const rest = bytes.subarray(start);
      return [...segments, { name: 'data', start, end: bytes.length, data: rest }];
    }
    segments.push({ name: String(marker), start, end, data: bytes.subarray(start + HEAD, end) });
    start = end;
  }
  return null;
}

function isXmp({ name, data }: Part): boolean {
  return name === String(APP1) && startsWith(data, XMP_HEAD);
}

function segmentOf(marker: number, data: Uint8Array): Uint8Array {
  const length = data.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), data]);
}
