/**
 * Unpacks PackBits (TIFF 6, section 9) and stops at `mostBytes`.
 *
 * @returns at most `mostBytes` bytes; fewer where the data end early
 */
export function unpackBits(packed: Uint8Array, mostBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(mostBytes);
  let filled = 0;
  let at = 0;
  while (filled < mostBytes && at + 1 < packed.length) {
    const header = packed[at];
    at += 1;
    // Below 128 as many bytes and one follow; above it the next one is repeated; 128 means nothing.
    if (header < 128) {
      const run = packed.subarray(at, at + Math.min(header + 1, mostBytes - filled));
      bytes.set(run, filled);
      filled += run.length;
      at += header + 1;
    } else if (header > 128) {
      bytes.fill(packed[at], filled, filled + 257 - header);
      filled += 257 - header;
      at += 1;
    }
  }
  return bytes.subarray(0, Math.min(filled, mostBytes));
}
