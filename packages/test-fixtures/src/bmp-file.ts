import { joined, letters, little } from './bytes.js';

/** A BMP to be made; rows of seeded noise unless `data` are given. */
export interface BmpFile {
  /** Bytes of its header: 12 and 16…64 of OS/2, 40, 52, 56, 108, 124 of Windows. */
  readonly header?: number;
  readonly width?: number;
  /** Negative: rows from top to bottom. */
  readonly height?: number;
  readonly bits?: number;
  readonly compression?: number;
  /** Colours of the palette; 0: all. */
  readonly colours?: number;
  /** Red, green, blue, and perhaps alpha. */
  readonly masks?: readonly number[];
  readonly data?: Uint8Array;
  readonly profile?: Uint8Array;
}

/** `MBED`: the profile lies in the file. */
const EMBEDDED = 0x4d424544;
const SRGB = 0x73524742;

/** Makes a BMP of any kind, also of kinds that no program writes any more. */
export function bmpFile(made: BmpFile = {}): Uint8Array {
  const { header = 40, width = 13, height = 7, bits = 24, colours = 0, masks = [] } = made;
  const random = noise();
  const stride = Math.ceil((width * bits) / 32) * 4;
  const data = made.data ?? random(stride * Math.abs(height));
  const palette = bits <= 8 ? random((colours || 1 << bits) * (header === 12 ? 3 : 4)) : [];
  const behind = header === 40 ? joined(...masks.map((mask) => little(mask, 4))) : [];
  const start = 14 + header + behind.length + palette.length;
  const { profile } = made;
  const head = headOf({ ...made, header, width, height, bits, colours, masks });
  if (header >= 108) head.set(little(profile ? EMBEDDED : SRGB, 4), 56);
  if (profile) {
    head.set(little(start - 14 + data.length, 4), 112);
    head.set(little(profile.length, 4), 116);
  }
  const file = [letters('BM'), little(start + data.length, 4), little(0, 4), little(start, 4)];
  return joined(...file, head, behind, palette, data, profile ?? []);
}

function headOf(made: BmpFile & Required<Pick<BmpFile, 'header' | 'masks'>>): Uint8Array {
  const { header, width = 0, height = 0, bits = 0, compression = 0, colours = 0, masks } = made;
  if (header === 12) {
    return joined(
      little(12, 4),
      little(width, 2),
      little(height, 2),
      little(1, 2),
      little(bits, 2),
    );
  }
  const head = new Uint8Array(Math.max(header, 40));
  const size = [little(header, 4), little(width, 4), little(height, 4), little(1, 2)];
  head.set(joined(...size, little(bits, 2), little(compression, 4)));
  head.set(little(colours, 4), 32);
  if (header >= 52) head.set(joined(...masks.map((mask) => little(mask, 4))), 40);
  return head.slice(0, header);
}

function noise(): (count: number) => Uint8Array {
  let seed = 1;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed >>> 24;
    });
}
