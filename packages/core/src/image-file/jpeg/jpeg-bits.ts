/** A Huffman table, as a decoder walks it: codes of each length, and what they stand for. */
export interface HuffmanTable {
  /** By the length of a code, 1 to 16: how many codes there are. */
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

/** The bits of a scan, from the highest of each byte. */
export interface JpegBits {
  /** The next bits as a number; 0 once the data have ended. */
  read(count: number): number;
  /** The next symbol; `-1` where no code fits or the data have ended. */
  symbol(table: HuffmanTable): number;
  /** Goes on behind a restart marker; `false` when there is none. */
  restart(): boolean;
  /** Whether more was asked for than there is. */
  ended(): boolean;
  /** Behind the last byte that was read. */
  at(): number;
}

/** Reads the bits of a scan that begins at `start`; they end before the next marker. */
export function jpegBits(bytes: Uint8Array, start: number): JpegBits {
  let at = start;
  let byte = 0;
  let left = 0;
  let ended = false;
  const bit = () => {
    if (left === 0) {
      if (at >= bytes.length || (bytes[at] === 0xff && bytes[at + 1] !== 0)) {
        ended = true;
        return 0;
      }
      byte = bytes[at];
      // A zero is put behind FF, so that data are no marker.
      at += byte === 0xff ? 2 : 1;
      left = 8;
    }
    left -= 1;
    return (byte >> left) & 1;
  };
  return {
    read(count) {
      let value = 0;
      for (let index = 0; index < count; index++) value = (value << 1) | bit();
      return value;
    },
    symbol({ counts, symbols }) {
      let code = 0;
      let first = 0;
      let index = 0;
      for (let length = 1; length <= 16 && !ended; length++) {
        code |= bit();
        const count = counts[length];
        if (code - first < count) return ended ? -1 : symbols[index + code - first];
        index += count;
        first = (first + count) << 1;
        code <<= 1;
      }
      return -1;
    },
    restart() {
      left = 0;
      // Any number of fill bytes may stand before a marker.
      while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
      if (bytes[at] !== 0xff || (bytes[at + 1] & 0xf8) !== 0xd0) return false;
      at += 2;
      return true;
    },
    ended: () => ended,
    at: () => at,
  };
}
