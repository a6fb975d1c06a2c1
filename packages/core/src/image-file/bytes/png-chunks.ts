import { lettersAt } from '../../base/letters.js';
import * as LIMITS from '../../base/limits.js';
import { viewOf } from '../../base/view-of.js';

/** A chunk of a PNG: where it begins and ends, with its length and checksum, and its content. */
export interface PngChunk {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
}

const MOST_CHUNKS = LIMITS.PNG_CHUNKS;

/** The chunks of a PNG up to its end, or the last whole one; its signature is not looked at. */
export function pngChunks(bytes: Uint8Array): readonly PngChunk[] {
  const view = viewOf(bytes);
  const chunks: PngChunk[] = [];
  let start = 8;
  while (start + 12 <= bytes.length && chunks.length < MOST_CHUNKS) {
    const end = start + 12 + view.getUint32(start);
    if (end > bytes.length) break;
    const name = lettersAt(bytes, start + 4, 4);
    chunks.push({ name, start, end, data: bytes.subarray(start + 8, end - 4) });
    start = end;
    if (name === 'IEND') break;
  }
  return chunks;
}
