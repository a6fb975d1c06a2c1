import type { HuffmanTable, JpegBits } from './jpeg-bits.js';

/** Of one scan: which coefficients it holds, and to which bit. */
export interface ScanRange {
  readonly progressive: boolean;
  readonly from: number;
  readonly to: number;
  /** Bits that were there before; 0: this scan begins with them. */
  readonly before: number;
}

/** Coefficients that are not zero, a bit each, 64 for a block. */
export type KnownCoefficients = Uint32Array;

export interface BlockReader {
  /** Reads over the next block; `false` where its code is none. */
  read(block: number, tables: { dc: HuffmanTable; ac: HuffmanTable }): boolean;
  /** Behind a restart marker. */
  restart(): void;
}

/**
 * Reads over the blocks of a scan, only to know how far its data reach (ITU-T T.81, F.2.2 and G.2).
 *
 * @param known of the scan's component; only the later scans of a progressive picture need it
 */
export function blockReader(
  bits: JpegBits,
  range: ScanRange,
): (known: KnownCoefficients) => BlockReader {
  const run = { left: 0 };
  const restart = () => {
    run.left = 0;
  };
  if (!range.progressive)
    return () => ({ read: (_, { dc, ac }) => sequential(bits, dc, ac), restart });
  if (range.from === 0) {
    return () => ({
      read: (_, { dc }) => {
        if (range.before > 0) bits.read(1);
        else return skipValue(bits, dc);
        return true;
      },
      restart,
    });
  }
  const read = range.before === 0 ? firstBits : furtherBits;
  return (known) => ({
    read: (block, { ac }) => read(bits, { range, run, known, block, ac }),
    restart,
  });
}

interface Progressive {
  readonly range: ScanRange;
  /** Blocks that have nothing more in this scan. */
  readonly run: { left: number };
  readonly known: KnownCoefficients;
  readonly block: number;
  readonly ac: HuffmanTable;
}

function sequential(bits: JpegBits, dc: HuffmanTable, ac: HuffmanTable): boolean {
  if (!skipValue(bits, dc)) return false;
  for (let at = 1; at < 64; at++) {
    const symbol = bits.symbol(ac);
    if (symbol < 0) return false;
    const size = symbol & 15;
    if (size === 0 && symbol !== 0xf0) return true;
    at += symbol >> 4;
    bits.read(size);
  }
  return true;
}

function skipValue(bits: JpegBits, table: HuffmanTable): boolean {
  const size = bits.symbol(table);
  if (size < 0 || size > 16) return false;
  bits.read(size);
  return true;
}

function firstBits(bits: JpegBits, { range, run, known, block, ac }: Progressive): boolean {
  if (run.left > 0) {
    run.left -= 1;
    return true;
  }
  for (let at = range.from; at <= range.to; at++) {
    const symbol = bits.symbol(ac);
    if (symbol < 0) return false;
    const zeros = symbol >> 4;
    const size = symbol & 15;
    if (size === 0 && zeros < 15) {
      run.left = (1 << zeros) - 1 + bits.read(zeros);
      return true;
    }
    at += zeros;
    bits.read(size);
    if (size > 0) setKnown(known, block, at);
  }
  return true;
}

/** Coefficients that are known already get one bit more each, wherever they are passed. */
function furtherBits(bits: JpegBits, { range, run, known, block, ac }: Progressive): boolean {
  let at = range.from;
  while (at <= range.to && run.left === 0) {
    const symbol = bits.symbol(ac);
    if (symbol < 0) return false;
    let zeros = symbol >> 4;
    const isNew = (symbol & 15) > 0;
    if (isNew) bits.read(1);
    else if (zeros < 15) {
      run.left = (1 << zeros) + bits.read(zeros);
      break;
    }
    for (; at <= range.to; at++) {
      if (isKnown(known, block, at)) bits.read(1);
      else if (zeros === 0) break;
      else zeros -= 1;
    }
    if (isNew) setKnown(known, block, at);
    at += 1;
  }
  if (run.left === 0) return true;
  for (; at <= range.to; at++) if (isKnown(known, block, at)) bits.read(1);
  run.left -= 1;
  return true;
}

function isKnown(known: KnownCoefficients, block: number, at: number): boolean {
  return ((known[block * 2 + (at >> 5)] >>> (at & 31)) & 1) === 1;
}

function setKnown(known: KnownCoefficients, block: number, at: number): void {
  if (at < 64) known[block * 2 + (at >> 5)] |= 1 << (at & 31);
}
