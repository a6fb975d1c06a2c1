import { throughStream } from '../../base/through-stream.js';

/** Small enough that none becomes more than 64 MB. */
const PIECE_BYTES = 65_536;

/**
 * Unpacks Deflate with its zlib header and stops at `mostBytes`.
 *
 * @returns at most `mostBytes` bytes; fewer where the data end early
 * @throws TypeError when the data are damaged
 */
export async function inflateAtMost(
  packed: Uint8Array,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(mostBytes);
  if (mostBytes === 0) return bytes;
  let filled = 0;
  for await (const piece of throughStream(
    packed,
    new DecompressionStream('deflate'),
    PIECE_BYTES,
  )) {
    const fitting = piece.subarray(0, mostBytes - filled);
    bytes.set(fitting, filled);
    filled += fitting.length;
    if (filled === mostBytes) break;
  }
  return bytes.subarray(0, filled);
}
