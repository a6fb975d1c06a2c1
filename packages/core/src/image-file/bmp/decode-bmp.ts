import type { Pixels } from '../../image/pixels.js';
import { damagedPicture } from '../bytes/damaged-picture.js';
import { type BmpLayout, readBmpLayout } from './bmp-layout.js';

/** A decoded BMP: straight alpha, in the colours of its profile. */
export interface DecodedBmp {
  readonly pixels: Pixels;
  /** An ICC profile; `null`: the colours are sRGB. */
  readonly profile: Uint8Array | null;
}

/**
 * Decodes a BMP, to the same pixels in every host: libvips reads none, and browsers differ in what a
 * run leaves out (black here) and in an alpha channel of nothing but zeros (none here). Palettes of 1, 2, 4 and 8 bits, colours
 * of 16, 24 and 32 bits with or without masks, run lengths of 4, 8 and 24 bits.
 *
 * @param bytes of a file whose size was found fit to be decoded
 * @throws StyleTransferError `invalid-image` as `readBmpLayout`, and when the data are cut short
 */
export function decodeBmp(bytes: Uint8Array): DecodedBmp {
  const layout = readBmpLayout(bytes);
  const { width, height, profile } = layout;
  const data = new Uint8ClampedArray(4 * width * height);
  const work = { data, layout, bytes };
  if (layout.packing !== 'none') unpackRuns(work);
  else if (layout.bits <= 8) readIndexed(work);
  else readColours(work);
  return { pixels: { width, height, data }, profile };
}

interface Work {
  readonly bytes: Uint8Array;
  readonly layout: BmpLayout;
  /** RGBA, to be filled. */
  readonly data: Uint8ClampedArray;
}

/** Where a row's first pixel lies among all; row 0 is the first in the file. */
function rowStart({ width, height, topDown }: BmpLayout, row: number): number {
  return width * (topDown ? row : height - 1 - row);
}

/** Bytes of a row in the file, which ends at a multiple of four; checks that all of them are there. */
function rowBytes({ bytes, layout: { width, height, bits, start } }: Work): number {
  const each = Math.ceil((width * bits) / 32) * 4;
  // The last row may lack the bytes that only fill it up.
  const needed = start + each * (height - 1) + Math.ceil((width * bits) / 8);
  if (needed > bytes.length) throw damagedPicture();
  return each;
}

function readIndexed(work: Work): void {
  const { bytes, layout } = work;
  const { width, height, bits, start } = layout;
  const each = rowBytes(work);
  const mask = (1 << bits) - 1;
  for (let row = 0; row < height; row++) {
    const to = rowStart(layout, row);
    for (let x = 0; x < width; x++) {
      const place = x * bits;
      const byte = bytes[start + row * each + (place >> 3)];
      put(work, to + x, (byte >> (8 - bits - (place & 7))) & mask);
    }
  }
}

function put({ data, layout: { palette } }: Work, pixel: number, colour: number): void {
  data[4 * pixel] = palette[3 * colour];
  data[4 * pixel + 1] = palette[3 * colour + 1];
  data[4 * pixel + 2] = palette[3 * colour + 2];
  data[4 * pixel + 3] = 255;
}

function readColours(work: Work): void {
  const { bytes, data, layout } = work;
  const { width, height, bits, start, masks } = layout;
  const each = rowBytes(work);
  const [red, green, blue, alpha] = masks.map(channelReader);
  let hasAlpha = false;
  for (let row = 0; row < height; row++) {
    let to = 4 * rowStart(layout, row);
    let at = start + row * each;
    for (let x = 0; x < width; x++, to += 4, at += bits / 8) {
      let pixel = bytes[at] | (bytes[at + 1] << 8);
      if (bits > 16) pixel |= bytes[at + 2] << 16;
      if (bits === 32) pixel |= bytes[at + 3] << 24;
      data[to] = red(pixel);
      data[to + 1] = green(pixel);
      data[to + 2] = blue(pixel);
      data[to + 3] = alpha(pixel);
      hasAlpha ||= data[to + 3] !== 0;
    }
  }
  // An alpha channel of nothing but zeros was meant as none.
  if (hasAlpha) return;
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
}

/** Takes the bits of a mask out of a pixel and stretches them over 0 … 255. */
function channelReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const size = 32 - Math.clz32(mask >>> shift);
  if (size >= 8) return (pixel) => (pixel >>> (shift + size - 8)) & 255;
  const most = (1 << size) - 1;
  return (pixel) => Math.round((((pixel >>> shift) & most) * 255) / most);
}

/** Pixels that are passed over stay black. */
function unpackRuns(work: Work): void {
  const { bytes, layout, data } = work;
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  const place = { x: 0, row: 0, at: layout.start };
  for (;;) {
    const { at } = place;
    if (at + 2 > bytes.length) throw damagedPicture();
    const count = bytes[at];
    const code = bytes[at + 1];
    if (count === 0 && code === 1) return;
    if (place.row >= layout.height) throw damagedPicture();
    if (count > 0) {
      repeat(work, place, count);
    } else if (code === 0) {
      place.x = 0;
      place.row += 1;
      place.at += 2;
    } else if (code === 2) {
      if (at + 4 > bytes.length) throw damagedPicture();
      place.x += bytes[at + 2];
      place.row += bytes[at + 3];
      place.at += 4;
      if (place.x > layout.width || place.row >= layout.height) throw damagedPicture();
    } else {
      copy(work, place, code);
    }
  }
}

interface Place {
  x: number;
  row: number;
  /** In the file. */
  at: number;
}

/** One colour, or two in turn, `count` times; what reaches beyond the row is dropped. */
function repeat(work: Work, place: Place, count: number): void {
  const { bytes, layout } = work;
  const end = Math.min(place.x + count, layout.width);
  const is24 = layout.packing === 'rle24';
  if (is24 && place.at + 4 > bytes.length) throw damagedPicture();
  const code = bytes[place.at + 1];
  const row = rowStart(layout, place.row);
  for (let turn = 0; place.x < end; turn++, place.x++) {
    if (is24) putColour(work, row + place.x, place.at + 1);
    else put(work, row + place.x, layout.packing === 'rle8' ? code : nibble(code, turn));
  }
  place.at += is24 ? 4 : 2;
}

/** `count` pixels one by one, which end at an even place; those beyond the row are dropped. */
function copy(work: Work, place: Place, count: number): void {
  const { bytes, layout } = work;
  const size = Math.ceil((count * layout.bits) / 8);
  const from = place.at + 2;
  if (from + size > bytes.length) throw damagedPicture();
  const row = rowStart(layout, place.row);
  const most = Math.min(count, layout.width - place.x);
  for (let index = 0; index < most; index++, place.x++) {
    if (layout.bits === 24) putColour(work, row + place.x, from + 3 * index);
    else if (layout.bits === 8) put(work, row + place.x, bytes[from + index]);
    else put(work, row + place.x, nibble(bytes[from + (index >> 1)], index));
  }
  place.at = from + size + (size % 2);
}

function nibble(byte: number, turn: number): number {
  return turn % 2 === 0 ? byte >> 4 : byte & 15;
}

function putColour({ data, bytes }: Work, pixel: number, at: number): void {
  data[4 * pixel] = bytes[at + 2];
  data[4 * pixel + 1] = bytes[at + 1];
  data[4 * pixel + 2] = bytes[at];
  data[4 * pixel + 3] = 255;
}
