/** Small, since a stream unpacks a whole piece at once: none becomes more than 64 MB. */
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
  const reader = piecesOf(packed).pipeThrough(new DecompressionStream('deflate')).getReader();
  let filled = 0;
  while (filled < mostBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value.subarray(0, mostBytes - filled), filled);
    filled += Math.min(value.length, mostBytes - filled);
  }
  // What is still under way may fail now, which is no news.
  reader.cancel().catch(() => {});
  return bytes.subarray(0, filled);
}

function piecesOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(start, start + PIECE_BYTES));
      start += PIECE_BYTES;
    },
  });
}
