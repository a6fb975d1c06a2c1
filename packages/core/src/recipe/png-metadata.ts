import { crc32 } from '../base/crc32.js';
import {
  ascii,
  fourLetters,
  holds,
  joined,
  type MetadataPlace,
  MOST_PARTS,
  type Part,
} from './picture-part.js';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length and name before a chunk's content, checksum behind it. */
const HEAD = 8;
const TAIL = 4;

/** An uncompressed iTXt without language; its keyword is the one that XMP's standard sets. */
const ITXT_HEAD = ascii('XML:com.adobe.xmp\0\0\0\0\0');

/** PNG: an iTXt chunk before the picture's data (https://www.w3.org/TR/png-3/#11iTXt). */
export const PNG_METADATA: MetadataPlace = {
  isKind: (bytes) => holds(bytes, SIGNATURE),
  read(bytes) {
    const found = chunksOf(bytes).find(isXmp);
    return found === undefined ? null : found.data.subarray(ITXT_HEAD.length);
  },
  write(bytes, packet) {
    const chunks = chunksOf(bytes);
    const [first] = chunks;
    const last = chunks.at(-1);
    if (first?.name !== 'IHDR' || last?.name !== 'IEND') return null;
    const kept = chunks.slice(1).filter((chunk) => !isXmp(chunk));
    return joined([
      bytes.subarray(0, first.end),
      chunkOf('iTXt', joined([ITXT_HEAD, packet])),
      ...kept.map(({ start, end }) => bytes.subarray(start, end)),
      bytes.subarray(last.end),
    ]);
  },
};

/** The chunks up to the last whole one. */
function chunksOf(bytes: Uint8Array): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Part[] = [];
  let start = SIGNATURE.length;
  while (start + HEAD + TAIL <= bytes.length && chunks.length < MOST_PARTS) {
    const end = start + HEAD + view.getUint32(start) + TAIL;
    if (end > bytes.length) break;
    const name = fourLetters(bytes, start + 4);
    chunks.push({ name, start, end, data: bytes.subarray(start + HEAD, end - TAIL) });
    start = end;
    if (name === 'IEND') break;
  }
  return chunks;
}

function isXmp({ name, data }: Part): boolean {
  return name === 'iTXt' && holds(data, ITXT_HEAD);
}

function chunkOf(name: string, data: Uint8Array): Uint8Array {
  const chunk = joined([new Uint8Array(4), ascii(name), data, new Uint8Array(TAIL)]);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - TAIL, crc32(chunk.subarray(4, chunk.length - TAIL)));
  return chunk;
}
