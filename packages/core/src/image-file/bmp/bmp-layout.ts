import { StyleTransferError } from '../../base/errors.js';
import * as LIMITS from '../../base/limits.js';
import { type Said, sentence } from '../../base/sentence.js';
import { viewOf } from '../../base/view-of.js';
import { damagedPicture } from '../bytes/damaged-picture.js';

/** How the pixels of a BMP are packed. */
export type BmpPacking = 'none' | 'rle4' | 'rle8' | 'rle24';

/** What a BMP's headers say; a file that gets here can be decoded, unless its data are cut short. */
export interface BmpLayout {
  readonly width: number;
  readonly height: number;
  /** Of one pixel: 1, 2, 4 or 8 with a palette, 16, 24 or 32. */
  readonly bits: number;
  readonly packing: BmpPacking;
  /** The first row is the uppermost. */
  readonly topDown: boolean;
  /** RGB, three bytes a colour; those that the file lacks are black. */
  readonly palette: Uint8Array;
  /** Of pixels of 16 bits and more: where red, green, blue and alpha lie; alpha may be 0. */
  readonly masks: readonly [number, number, number, number];
  /** Where the pixels begin. */
  readonly start: number;
  /** An ICC profile; `null`: sRGB. */
  readonly profile: Uint8Array | null;
}

/** The file's own header; those of Windows 2 and OS/2 1, and of Windows 3. */
const FILE_HEADER = 14;
const CORE = 12;
const INFO = 40;
const MOST_SIDE = LIMITS.BMP_SIDE;
const BITS = [1, 2, 4, 8, 16, 24, 32];
/** Sizes of the headers of Windows 3 to 5, and those of them that tell of alpha. */
const WINDOWS = [40, 52, 56, 108, 124];
const WITH_ALPHA = [56, 108, 124];
const COMPRESSION = { none: 0, rle8: 1, rle4: 2, bitfields: 3, jpeg: 4, png: 5, alphaBitfields: 6 };
/** `MBED`: a profile lies in the file. */
const EMBEDDED = 0x4d424544;

interface Head {
  readonly view: DataView;
  /** Bytes of the header behind the file's own. */
  readonly size: number;
  readonly bits: number;
  readonly compression: number;
  readonly colours: number;
  /** Of OS/2, which numbers its ways of packing differently. */
  readonly isOs2: boolean;
  readonly start: number;
}

/**
 * Reads the headers of a BMP: those of Windows 2 to 5 and OS/2.
 *
 * @throws StyleTransferError `invalid-image` when it is damaged, or packed in a way that is not read
 */
export function readBmpLayout(bytes: Uint8Array): BmpLayout {
  const view = viewOf(bytes);
  if (view.byteLength < 26) throw damagedPicture();
  const size = view.getUint32(14, true);
  const isShort = size === CORE;
  if (view.byteLength < FILE_HEADER + size || (!isShort && size < 16)) throw damagedPicture();
  const width = isShort ? view.getUint16(18, true) : view.getInt32(18, true);
  const high = isShort ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(high);
  // Headers of OS/2 may end early.
  const number = (at: number) => (size >= at - FILE_HEADER + 4 ? view.getUint32(at, true) : 0);
  const head: Head = {
    view,
    size,
    bits: view.getUint16(isShort ? 24 : 28, true),
    compression: isShort ? 0 : number(30),
    colours: isShort ? 0 : number(46),
    isOs2: !WINDOWS.includes(size),
    start: view.getUint32(10, true),
  };
  const packing = packingOf(head);
  if (width < 1 || height < 1 || width > MOST_SIDE || height > MOST_SIDE) throw damagedPicture();
  const bits = { rle4: 4, rle8: 8, rle24: 24, none: head.bits }[packing];
  checkKind(head, bits);
  const start = head.start === 0 ? behindTables(head, bits) : head.start;
  return {
    ...{ width, height, bits, packing, start, topDown: high < 0 },
    palette: bits > 8 ? new Uint8Array(0) : paletteOf(head, bits),
    masks: bits > 8 ? masksOf(head, bits) : [0, 0, 0, 0],
    profile: profileOf(head),
  };
}

/** OS/2 has headers of many sizes, but neither two bits nor masks. */
function checkKind({ size, isOs2, start }: Head, bits: number): void {
  const isSize =
    !isOs2 || size === CORE || (size <= 64 && (size % 4 === 0 || size === 42 || size === 46));
  const isBits = isOs2 ? [1, 4, 8, 24].includes(bits) : BITS.includes(bits);
  if (!isSize || !isBits || (start !== 0 && start < FILE_HEADER + size)) throw damagedPicture();
}

/** Some writers do not say where the pixels begin: then it is behind all else. */
function behindTables({ size, colours, compression }: Head, bits: number): number {
  const most = 1 << Math.min(bits, 8);
  const entries = bits > 8 ? 0 : colours === 0 ? most : Math.min(colours, most);
  const masks = size !== INFO ? 0 : ({ 3: 12, 6: 16 }[compression] ?? 0);
  return FILE_HEADER + size + entries * (size === CORE ? 3 : 4) + masks;
}

function packingOf({ compression, bits, isOs2 }: Head): BmpPacking {
  if (compression === COMPRESSION.jpeg && bits === 24 && isOs2) return 'rle24';
  switch (compression) {
    case COMPRESSION.none:
      return 'none';
    case COMPRESSION.rle8:
      if (bits <= 8) return 'rle8';
      break;
    case COMPRESSION.rle4:
      if (bits <= 4) return 'rle4';
      break;
    case COMPRESSION.bitfields:
      if (bits === 1) throw otherPacking(sentence`CCITT fax`);
      if (!isOs2 && (bits === 16 || bits === 32)) return 'none';
      break;
    case COMPRESSION.alphaBitfields:
      if (!isOs2 && (bits === 16 || bits === 32)) return 'none';
      break;
    case COMPRESSION.jpeg:
      throw otherPacking('JPEG');
    case COMPRESSION.png:
      throw otherPacking('PNG');
  }
  throw damagedPicture();
}

function otherPacking(how: Said): StyleTransferError {
  return new StyleTransferError(
    'invalid-image',
    sentence`A BMP should be uncompressed or compressed by run lengths, but this one is compressed with ${how}; save it as PNG first.`,
  );
}

function paletteOf({ view, size, colours, start }: Head, bits: number): Uint8Array {
  const most = 1 << bits;
  const each = size === CORE ? 3 : 4;
  const wanted = colours === 0 || colours > most ? most : colours;
  const from = FILE_HEADER + size;
  const end = start === 0 ? view.byteLength : Math.min(start, view.byteLength);
  const here = Math.min(wanted, Math.floor((end - from) / each));
  const palette = new Uint8Array(3 * most);
  for (let colour = 0; colour < here; colour++) {
    for (let channel = 0; channel < 3; channel++) {
      palette[3 * colour + channel] = view.getUint8(from + each * colour + 2 - channel);
    }
  }
  return palette;
}

/**
 * Alpha counts only where a header tells of it: many programs leave the fourth byte of a pixel at zero,
 * others put anything there.
 */
function masksOf({ view, size, compression, start }: Head, bits: number): BmpLayout['masks'] {
  const fields =
    compression === COMPRESSION.bitfields || compression === COMPRESSION.alphaBitfields;
  const behind = size === INFO;
  if (fields && behind && ((start > 0 && start < 66) || view.byteLength < 70))
    throw damagedPicture();
  const mask = (index: number) => view.getUint32(54 + 4 * index, true);
  const isBehind = compression === COMPRESSION.alphaBitfields && behind;
  const alpha = (WITH_ALPHA.includes(size) || isBehind) && view.byteLength >= 70 ? mask(3) : 0;
  const plain = bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const [red, green, blue] = fields ? [mask(0), mask(1), mask(2)] : plain;
  const kept = [red, green, blue, alpha].map((value) =>
    bits === 32 ? value : value & (2 ** bits - 1),
  );
  checkMasks(kept);
  return [kept[0], kept[1], kept[2], kept[3]];
}

/** Each mask is one run of bits. */
function checkMasks(masks: readonly number[]): void {
  for (const mask of masks) {
    const lowest = mask & -mask;
    const above = (mask >>> 0) + (lowest >>> 0);
    const isRun = mask === 0 || above === 2 ** 32 || (above & (above - 1)) === 0;
    if (!isRun) throw damagedPicture();
  }
}

function profileOf({ view, size }: Head): Uint8Array | null {
  if (size < 124 || view.getUint32(70, true) !== EMBEDDED) return null;
  const from = FILE_HEADER + view.getUint32(126, true);
  const length = view.getUint32(130, true);
  if (length === 0 || from + length > view.byteLength) return null;
  return new Uint8Array(view.buffer, view.byteOffset + from, length);
}
