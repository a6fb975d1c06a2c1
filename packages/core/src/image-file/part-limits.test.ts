import { big, bmpFile, joined, letters, little, rgbProfile, SRGB } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import * as LIMITS from '../base/limits.js';
import { readBmpLayout } from './bmp/bmp-layout.js';
import { isoBoxes } from './bytes/iso-boxes.js';
import { pngChunks } from './bytes/png-chunks.js';
import { readIccProfile } from './colour/icc-profile.js';
import { gifFrames } from './gif-frames.js';
import { countTiffPages, readTiffDirectory, type TiffDirectory } from './tiff/tiff-directory.js';
import { readTiffLayout } from './tiff/tiff-layout.js';

const DAMAGED = 'The picture should be a whole file';

/** A part over and over. */
function repeated(part: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(part.length * count);
  bytes.set(part);
  // Twice as much with each copy.
  for (let done = part.length; done < bytes.length; done *= 2) bytes.copyWithin(done, 0, done);
  return bytes;
}

describe('at its limit a picture is read whole, and above it no further:', () => {
  it('chunks of a PNG', () => {
    const chunks = (count: number) =>
      pngChunks(joined(new Uint8Array(8), repeated(new Uint8Array(12), count)));
    expect(chunks(LIMITS.PNG_CHUNKS)).toHaveLength(100_000);
    expect(chunks(LIMITS.PNG_CHUNKS + 1)).toHaveLength(100_000);
  });

  it('boxes of an AVIF', () => {
    const boxes = (count: number) => isoBoxes(repeated(joined(big(8, 4), letters('free')), count));
    expect(boxes(LIMITS.AVIF_BOXES)).toHaveLength(10_000);
    expect(boxes(LIMITS.AVIF_BOXES + 1)).toHaveLength(10_000);
  });

  it('blocks of a GIF', () => {
    const head = joined(letters('GIF89a'), new Uint8Array(7));
    const frame = joined([0x2c], new Uint8Array(10));
    // The comment is a block, and so is each of its blocks.
    const frames = (blocks: number) =>
      gifFrames(joined(head, [0x21, 0xfe], repeated(Uint8Array.of(1, 0), blocks - 1), [0], frame));
    expect(frames(LIMITS.GIF_BLOCKS - 1)).toHaveLength(1);
    expect(frames(LIMITS.GIF_BLOCKS)).toHaveLength(0);
  });

  it('directories of a TIFF and their entries', () => {
    const tiff = (pages: number) => {
      const bytes = Buffer.alloc(8 + pages * 6);
      bytes.write('II*\0', 'latin1');
      bytes.writeUInt32LE(8, 4);
      for (let page = 1; page < pages; page++) bytes.writeUInt32LE(8 + page * 6, page * 6 + 4);
      return bytes;
    };
    expect(countTiffPages(tiff(LIMITS.TIFF_ENTRIES))).toBe(1 << 20);
    expect(countTiffPages(tiff(LIMITS.TIFF_ENTRIES + 1))).toBe(1 << 20);
  });
});

describe('at its limit a part of a picture is taken, and above it refused:', () => {
  it('values of a TIFF’s tag', () => {
    const numbers = (count: number) => {
      const entry = joined(little(258, 2), little(1, 2), little(count, 4), little(26, 4));
      const head = joined(letters('II*\0'), little(8, 4), little(1, 2), entry, little(0, 4));
      return readTiffDirectory(joined(head, new Uint8Array(count)))?.numbers(258);
    };
    expect(numbers(LIMITS.TIFF_VALUES)).toHaveLength(1 << 20);
    expect(numbers(LIMITS.TIFF_VALUES + 1)).toBeNull();
  });

  it('pixels of a TIFF’s tile, and its samples', () => {
    const layout = (tags: Readonly<Record<number, number>>) =>
      readTiffLayout(directoryOf({ 256: 1, 257: 1, 258: 8, 262: 1, ...tags }), new Uint8Array(1));
    const tile = (width: number) => ({ 322: width, 323: 4096, 324: 0, 325: 0 });
    expect(layout(tile(4096)).width).toBe(1);
    expect(() => layout(tile(4097))).toThrow(DAMAGED);
    const strip = { 273: 0, 279: 0 };
    expect(layout({ ...strip, 277: LIMITS.TIFF_SAMPLES }).samples).toBe(8);
    expect(() => layout({ ...strip, 277: LIMITS.TIFF_SAMPLES + 1 })).toThrow('holds 9 channels');
  });

  it('the side of a BMP', () => {
    const layout = (width: number) => {
      const bytes = bmpFile();
      bytes.set(little(width, 4), 18);
      return readBmpLayout(bytes);
    };
    expect(layout(LIMITS.BMP_SIDE).width).toBe(65_535);
    expect(() => layout(LIMITS.BMP_SIDE + 1)).toThrow(DAMAGED);
  });

  it('tags of a colour profile', () => {
    expect(readIccProfile(profileWith(LIMITS.PROFILE_TAGS))).not.toBeNull();
    expect(readIccProfile(profileWith(LIMITS.PROFILE_TAGS + 1))).toBeNull();
  });
});

function directoryOf(tags: Readonly<Record<number, number>>): TiffDirectory {
  const numbers = (tag: number) => (tags[tag] === undefined ? null : [tags[tag]]);
  const number = (tag: number, otherwise: number) => tags[tag] ?? otherwise;
  return { littleEndian: true, numbers, number, bytes: () => null };
}

/** A profile of RGB with so many tags, of which all but the first few are empty. */
function profileWith(count: number): Uint8Array {
  const whole = rgbProfile(SRGB, 1);
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const own = view.getUint32(128);
  const more = (count - own) * 12;
  for (let tag = 0; tag < own; tag++) {
    const at = 136 + tag * 12;
    view.setUint32(at, view.getUint32(at) + more);
  }
  view.setUint32(0, whole.length + more);
  view.setUint32(128, count);
  const tagsEnd = 132 + own * 12;
  const added = repeated(joined(letters('none'), new Uint8Array(8)), count - own);
  return joined(whole.subarray(0, tagsEnd), added, whole.subarray(tagsEnd));
}
