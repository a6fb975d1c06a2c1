const CLEAR = 256;
const END = 257;
const MOST_CODES = 4096;

/**
 * Unpacks LZW and stops at `mostBytes`. The library's own decoder fills a list without end when the
 * data are damaged, which ends the whole page.
 *
 * @returns at most `mostBytes` bytes; fewer where the data end early
 * @throws RangeError where a code stands for nothing
 */
export function unpackLzw(packed: Uint8Array, mostBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(mostBytes);
  // Each code stands for bytes that were written before.
  const starts = new Uint32Array(MOST_CODES);
  const lengths = new Uint32Array(MOST_CODES);
  let filled = 0;
  let next = END + 1;
  let width = 9;
  let last = 0;
  for (let at = 0; filled < mostBytes && at + width <= packed.length * 8; ) {
    const code = bitsAt(packed, at, width);
    at += width;
    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      width = 9;
      last = 0;
      continue;
    }
    if (last > 0 && next < MOST_CODES) {
      starts[next] = filled - last;
      lengths[next] = last + 1;
      next += 1;
      // One early, as all writers of TIFF do.
      if (next === (1 << width) - 1 && width < 12) width += 1;
    }
    if (code >= next) throw new RangeError(`The code ${code} stands for nothing.`);
    last = code < CLEAR ? 1 : Math.min(lengths[code], mostBytes - filled);
    if (code < CLEAR) bytes[filled] = code;
    // One by one: what a code stands for may reach into what is being written.
    else for (let i = 0; i < last; i++) bytes[filled + i] = bytes[starts[code] + i];
    filled += last;
  }
  return bytes.subarray(0, filled);
}

/** Of at most 12 bits; beyond the end there are zeros. */
function bitsAt(bytes: Uint8Array, at: number, width: number): number {
  const byte = at >>> 3;
  const three = (bytes[byte] << 16) | (bytes[byte + 1] << 8) | bytes[byte + 2];
  return (three >>> (24 - (at & 7) - width)) & ((1 << width) - 1);
}
