import { joined } from '../base/joined.js';
import { bytesOfLetters, lettersAt, startsWith } from '../base/letters.js';
import { viewOf } from '../base/view-of.js';
import { type MetadataPlace, MOST_PARTS, type Part } from './picture-part.js';

/** `RIFF`, length, `WEBP`. */
const FILE_HEAD = 12;
/** Name and length of a chunk. */
const HEAD = 8;
const XMP = 'XMP ';

/** Flags of VP8X. */
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;

/** WebP: a chunk at the end, told of in VP8X (https://developers.google.com/speed/webp/docs/riff_container). */
export const WEBP_METADATA: MetadataPlace = {
  isKind: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8),
  read: (bytes) => chunksOf(bytes)?.find(({ name }) => name === XMP)?.data ?? null,
  write(bytes, packet) {
    const chunks = chunksOf(bytes);
    const extended = chunks && extendedHead(chunks);
    if (!extended) return null;
    const kept = chunks.filter(({ name }) => name !== XMP && name !== 'VP8X');
    const body = joined([
      bytesOfLetters('WEBP'),
      chunkOf('VP8X', extended),
      ...kept.map(({ start, end }) => bytes.subarray(start, end)),
      chunkOf(XMP, packet),
    ]);
    return joined([bytesOfLetters('RIFF'), littleEndian(body.length, 4), body]);
  },
};

/** All chunks, their padding included; `null` for a damaged file. */
function chunksOf(bytes: Uint8Array): Part[] | null {
  const view = viewOf(bytes);
  if (bytes.length < FILE_HEAD) return null;
  const fileEnd = HEAD + view.getUint32(4, true);
  if (fileEnd > bytes.length) return null;
  const chunks: Part[] = [];
  let start = FILE_HEAD;
  while (start + HEAD <= fileEnd) {
    const length = view.getUint32(start + 4, true);
    const end = start + HEAD + length + (length % 2);
    if (end > fileEnd || chunks.length === MOST_PARTS) return null;
    const data = bytes.subarray(start + HEAD, start + HEAD + length);
    chunks.push({ name: lettersAt(bytes, start, 4), start, end, data });
    start = end;
  }
  return chunks;
}

/** The content of VP8X with the flag for XMP; a file that has none gets one, with the picture's size. */
function extendedHead(chunks: readonly Part[]): Uint8Array | null {
  const [first] = chunks;
  if (first?.name === 'VP8X' && first.data.length >= 10) {
    // Not `slice`, which in a Buffer of Node is a view of the caller’s file.
    const head = Uint8Array.from(first.data);
    head[0] |= HAS_XMP;
    return head;
  }
  const picture = first?.name === 'VP8L' ? losslessSize(first.data) : lossySize(first);
  if (picture === null) return null;
  const { width, height, alpha } = picture;
  return joined([
    Uint8Array.of(HAS_XMP | (alpha ? HAS_ALPHA : 0), 0, 0, 0),
    littleEndian(width - 1, 3),
    littleEndian(height - 1, 3),
  ]);
}

/** After a frame tag and a start code of three bytes each: 14 bits of width and of height. */
function lossySize(chunk: Part | undefined) {
  if (chunk?.name !== 'VP8 ' || chunk.data.length < 10) return null;
  const [width, height] = [6, 8].map((at) => (chunk.data[at] | (chunk.data[at + 1] << 8)) & 0x3fff);
  return width > 0 && height > 0 ? { width, height, alpha: false } : null;
}

/** After a signature byte: 14 bits of width − 1 and of height − 1, then whether alpha is used. */
function losslessSize(data: Uint8Array) {
  if (data.length < 5 || data[0] !== 0x2f) return null;
  const bits = new DataView(data.buffer, data.byteOffset).getUint32(1, true);
  const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  return { width, height, alpha: (bits & 0x10000000) !== 0 };
}

function chunkOf(name: string, data: Uint8Array): Uint8Array {
  const padding = new Uint8Array(data.length % 2);
  return joined([bytesOfLetters(name), littleEndian(data.length, 4), data, padding]);
}

function littleEndian(value: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);
}
