import { viewOf } from '../../base/view-of.js';
import type { Pixels } from '../../image/pixels.js';
import { damagedPicture } from '../bytes/damaged-picture.js';
import { inflateAtMost } from './inflate-at-most.js';
import type { TiffDirectory } from './tiff-directory.js';
import { jpegOfChunk } from './tiff-jpeg.js';
import type { TiffLayout } from './tiff-layout.js';
import { unpackBits } from './unpack-bits.js';
import { unpackLzw } from './unpack-lzw.js';

/** A strip or a tile. */
interface Chunk {
  readonly bytes: Uint8Array;
  /** Where it begins, px; tiles may reach beyond the picture. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The first of its samples among those of a pixel, and how many it has. */
  readonly sample: number;
  readonly samples: number;
}

/** Decodes a JPEG to RGBA, without a profile. */
export type DecodeJpeg = (jpeg: Uint8Array) => Promise<Pixels>;

type Unpack = (packed: Uint8Array, mostBytes: number) => Uint8Array | Promise<Uint8Array>;

/** Each stops where a strip or tile is full, whatever the data claim to hold. */
const UNPACK: Readonly<Record<Exclude<TiffLayout['packing'], 'jpeg'>, Unpack>> = {
  none: (packed, mostBytes) => packed.slice(0, mostBytes),
  lzw: unpackLzw,
  deflate: inflateAtMost,
  packbits: unpackBits,
};

/** Where a prediction counts; for the others libtiff passes over what a file says of it. */
const PREDICTED: ReadonlySet<TiffLayout['packing']> = new Set(['lzw', 'deflate']);

/**
 * Unpacks all strips or tiles of a page.
 *
 * @param bytes the file
 * @param layout of the directory
 * @param decodeJpeg of the host, for strips and tiles that are packed with JPEG
 * @returns `width * height * samples` bytes: of 16 bits the upper ones, as libvips takes them; fewer
 *   than 8 bits are spread over 0 … 255, but places in a palette stay as they are
 * @throws StyleTransferError `invalid-image` when they are damaged
 */
export async function readTiffSamples(
  bytes: Uint8Array,
  directory: TiffDirectory,
  layout: TiffLayout,
  decodeJpeg: DecodeJpeg,
): Promise<Uint8Array> {
  const { packing, bits } = layout;
  const all = new Uint8Array(layout.width * layout.height * layout.samples);
  const isPredicted = PREDICTED.has(packing) && directory.number(317, 1) === 2;
  for (const chunk of chunksOf(bytes, directory, layout)) {
    const rowBytes = Math.ceil((chunk.width * chunk.samples * bits) / 8);
    const rows = await orDamaged(() =>
      packing === 'jpeg'
        ? jpegRows(chunk, directory, decodeJpeg)
        : UNPACK[packing](packedBytes(chunk, directory), rowBytes * chunk.height),
    );
    if (rows.length < rowBytes * chunk.height) throw damagedPicture();
    if (isPredicted) addUp(rows, rowBytes, chunk.samples, bits, directory.littleEndian);
    place(rows, rowBytes, chunk, all, layout, directory.littleEndian);
  }
  return all;
}

async function orDamaged(unpack: () => ReturnType<Unpack>): Promise<Uint8Array> {
  try {
    return await unpack();
  } catch (cause) {
    throw damagedPicture(cause);
  }
}

function packedBytes({ bytes }: Chunk, directory: TiffDirectory): Uint8Array {
  return directory.number(266, 1) === 2 ? mirrored(bytes) : bytes;
}

/** Its width was found to be that of the strip or tile. */
async function jpegRows(
  { bytes, samples }: Chunk,
  directory: TiffDirectory,
  decodeJpeg: DecodeJpeg,
): Promise<Uint8Array> {
  const isYCbCr = directory.number(262, 0) === 6;
  const { data } = await decodeJpeg(jpegOfChunk(bytes, directory.bytes(347), isYCbCr));
  const rows = new Uint8Array((data.length / 4) * samples);
  for (let at = 0; at < rows.length; at++) {
    rows[at] = data[Math.floor(at / samples) * 4 + (at % samples)];
  }
  return rows;
}

function* chunksOf(
  bytes: Uint8Array,
  { numbers, number }: TiffDirectory,
  { width, height, samples, planes }: TiffLayout,
): Generator<Chunk> {
  const tiled = numbers(322) !== null;
  const tile = tiled
    ? { width: number(322, 0), height: number(323, 0) }
    : { width, height: Math.min(height, number(278, height)) };
  const offsets = numbers(tiled ? 324 : 273) ?? [];
  const lengths = numbers(tiled ? 325 : 279) ?? [];
  let at = 0;
  for (let sample = 0; sample < (planes ? samples : 1); sample++) {
    for (let top = 0; top < height; top += tile.height) {
      for (let left = 0; left < width; left += tile.width) {
        yield {
          bytes: bytes.subarray(offsets[at], offsets[at] + lengths[at]),
          left,
          top,
          width: tile.width,
          height: tiled ? tile.height : Math.min(tile.height, height - top),
          sample,
          samples: planes ? 1 : samples,
        };
        at += 1;
      }
    }
  }
}

/** Undoes the prediction: each sample is stored as its difference from that to its left. */
function addUp(
  rows: Uint8Array,
  rowBytes: number,
  samples: number,
  bits: number,
  littleEndian: boolean,
): void {
  const view = viewOf(rows);
  const step = samples * (bits / 8);
  for (let start = 0; start + rowBytes <= rows.length; start += rowBytes) {
    const end = start + rowBytes;
    if (bits === 8) {
      for (let at = start + step; at < end; at++) rows[at] += rows[at - step];
      continue;
    }
    for (let at = start + step; at < end; at += 2) {
      const value = view.getUint16(at, littleEndian) + view.getUint16(at - step, littleEndian);
      view.setUint16(at, value, littleEndian);
    }
  }
}

function place(
  rows: Uint8Array,
  rowBytes: number,
  chunk: Chunk,
  all: Uint8Array,
  { width, height, samples, bits, colours }: TiffLayout,
  littleEndian: boolean,
): void {
  const read = readerOf(bits, colours === 'palette', littleEndian);
  const columns = Math.min(chunk.width, width - chunk.left);
  const count = Math.min(chunk.height, height - chunk.top);
  for (let y = 0; y < count; y++) {
    const row = rows.subarray(y * rowBytes, (y + 1) * rowBytes);
    const to = ((chunk.top + y) * width + chunk.left) * samples + chunk.sample;
    if (bits === 8 && chunk.samples === samples) {
      all.set(row.subarray(0, columns * samples), to);
      continue;
    }
    for (let x = 0; x < columns; x++) {
      for (let i = 0; i < chunk.samples; i++) {
        all[to + x * samples + i] = read(row, x * chunk.samples + i);
      }
    }
  }
}

type Read = (row: Uint8Array, index: number) => number;

/** The byte of one sample of a row. */
function readerOf(bits: number, isPalette: boolean, littleEndian: boolean): Read {
  if (bits === 8) return (row, index) => row[index];
  if (bits === 16) {
    const upper = littleEndian ? 1 : 0;
    return (row, index) => row[2 * index + upper];
  }
  const most = (1 << bits) - 1;
  const factor = isPalette ? 1 : 255 / most;
  return (row, index) => {
    const at = index * bits;
    return ((row[at >>> 3] >>> (8 - bits - (at & 7))) & most) * factor;
  };
}

/** Each byte with its bits the other way round (FillOrder 2). */
function mirrored(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    let turned = 0;
    for (let bit = 0; bit < 8; bit++) turned |= ((byte >> bit) & 1) << (7 - bit);
    return turned;
  });
}
