import { crc32 } from '../base/crc32.js';
import { joined } from '../base/joined.js';
import { bytesOfLetters, startsWith } from '../base/letters.js';
import { type PngChunk, pngChunks } from '../image-file/bytes/png-chunks.js';
import type { MetadataPlace } from './picture-part.js';

/** Length and checksum of a chunk. */
const WORD = 4;

/** An uncompressed iTXt without language; its keyword is the one that XMP's standard sets. */
const ITXT_HEAD = 'XML:com.adobe.xmp\0\0\0\0\0';

/** PNG: an iTXt chunk before the picture's data (https://www.w3.org/TR/png-3/#11iTXt). */
export const PNG_METADATA: MetadataPlace = {
  isKind: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n'),
  read(bytes) {
    const found = pngChunks(bytes).find(isXmp);
    return found === undefined ? null : found.data.subarray(ITXT_HEAD.length);
  },
  write(bytes, packet) {
    const chunks = pngChunks(bytes);
    const [first] = chunks;
    const last = chunks.at(-1);
    if (first?.name !== 'IHDR' || last?.name !== 'IEND') return null;
    const kept = chunks.slice(1).filter((chunk) => !isXmp(chunk));
    return joined([
      bytes.subarray(0, first.end),
      chunkOf('iTXt', joined([bytesOfLetters(ITXT_HEAD), packet])),
      ...kept.map(({ start, end }) => bytes.subarray(start, end)),
      bytes.subarray(last.end),
    ]);
  },
};

function isXmp({ name, data }: PngChunk): boolean {
  return name === 'iTXt' && startsWith(data, ITXT_HEAD);
}

function chunkOf(name: string, data: Uint8Array): Uint8Array {
  const chunk = joined([new Uint8Array(WORD), bytesOfLetters(name), data, new Uint8Array(WORD)]);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - WORD, crc32(chunk.subarray(WORD, chunk.length - WORD)));
  return chunk;
}
