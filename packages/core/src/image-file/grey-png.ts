import { crc32 } from '../base/crc32.js';
import type { Mask } from '../image/mask.js';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** 8 bits, grey, deflate, no interlacing; a picture's header after its width and height. */
const GREY = [8, 0, 0, 0, 0] as const;
const WORD = 4;
/** Signature, and a header with its length, name and checksum. */
const HEADER_END = 8 + 3 * WORD + 13;

/** A mask as PNG, grey, 8 bits: white marks (https://www.w3.org/TR/png-3/). */
export async function encodeGreyPng({ width, height, data }: Mask): Promise<Uint8Array> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(WORD, height);
  header.set(GREY, 2 * WORD);
  // Each row begins with the number of its filter: 0, none. Masks are mostly flat and pack well without.
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const packed = await through(rows, new CompressionStream('deflate'));
  const chunks = [chunkOf('IHDR', header), chunkOf('IDAT', packed), chunkOf('IEND', NO_DATA)];
  return new Uint8Array(await new Blob([SIGNATURE, ...chunks]).arrayBuffer());
}

/** The mask in a file that `encodeGreyPng` wrote; `null` where it is any other file, or damaged. */
export async function decodeGreyPng(png: Uint8Array): Promise<Mask | null> {
  const isOwn = png.length > HEADER_END && SIGNATURE.every((byte, at) => png[at] === byte);
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (!isOwn || GREY.some((byte, at) => png[SIGNATURE.length + 4 * WORD + at] !== byte))
    return null;
  const width = view.getUint32(SIGNATURE.length + 2 * WORD);
  const height = view.getUint32(SIGNATURE.length + 3 * WORD);
  const from = HEADER_END + 2 * WORD;
  const packed = png.slice(from, from + view.getUint32(HEADER_END));
  const rows = await through(packed, new DecompressionStream('deflate')).catch(() => NO_DATA);
  if (rows.length !== (width + 1) * height || rows.length === 0) return null;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * (width + 1);
    if (rows[start] !== 0) return null;
    data.set(rows.subarray(start + 1, start + 1 + width), y * width);
  }
  return { width, height, data };
}

type Bytes = Uint8Array<ArrayBuffer>;

const NO_DATA: Bytes = new Uint8Array();

async function through(
  bytes: Bytes,
  stream: CompressionStream | DecompressionStream,
): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunkOf(name: string, data: Bytes): Bytes {
  const chunk = new Uint8Array(data.length + 3 * WORD);
  chunk.set(
    [...name].map((letter) => letter.charCodeAt(0)),
    WORD,
  );
  chunk.set(data, 2 * WORD);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - WORD, crc32(chunk.subarray(WORD, chunk.length - WORD)));
  return chunk;
}
