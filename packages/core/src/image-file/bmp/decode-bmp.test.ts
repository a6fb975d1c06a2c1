import { bmpFile, little } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { decodeBmp } from './decode-bmp.js';

// More kinds, compared with a browser, in tools/test/same-pictures.test.ts.

const pixelsOf = (bytes: Uint8Array) => [...decodeBmp(bytes).pixels.data];
const DAMAGED =
  'The picture should be a whole file, but it is damaged or cut short; export or download it again.';
const packed = (how: string) =>
  `A BMP should be uncompressed or compressed by run lengths, but this one is compressed with ${how}; save it as PNG first.`;
const M565 = [0xf800, 0x7e0, 0x1f];
const M8888 = [0xff0000, 0xff00, 0xff, 0xff000000];

describe('a BMP', () => {
  it('has its last row first, in BGR, each row of a multiple of four bytes', () => {
    const data = Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 0);
    const size = { width: 1, height: 2, data };
    expect(pixelsOf(bmpFile(size))).toEqual([6, 5, 4, 255, 3, 2, 1, 255]);
    expect(pixelsOf(bmpFile({ ...size, height: -2 }))).toEqual([3, 2, 1, 255, 6, 5, 4, 255]);
  });

  it('stretches the bits of a mask over 0 … 255', () => {
    // Red 31 of 31, green 21 of 63, blue 0: 21 · 255 / 63 = 85.
    const pixel = little((31 << 11) | (21 << 5), 2);
    const data = Uint8Array.of(...pixel, 0, 0);
    const made = { width: 1, height: 1, bits: 16, compression: 3, masks: M565, data };
    expect(pixelsOf(bmpFile(made))).toEqual([255, 85, 0, 255]);
  });

  it('has alpha only where its header tells of it, and it is not all nothing', () => {
    const data = Uint8Array.of(1, 2, 3, 128);
    const made = { width: 1, height: 1, bits: 32, data };
    expect(pixelsOf(bmpFile(made))).toEqual([3, 2, 1, 255]);
    const masked = { ...made, header: 56, compression: 3, masks: M8888 };
    expect(pixelsOf(bmpFile(masked))).toEqual([3, 2, 1, 128]);
    const zero = { ...masked, data: Uint8Array.of(1, 2, 3, 0) };
    expect(pixelsOf(bmpFile(zero))).toEqual([3, 2, 1, 255]);
  });

  it('may say nothing of where its pixels begin', () => {
    const file = bmpFile({ bits: 8, colours: 5 });
    const silent = file.slice();
    silent.fill(0, 10, 14);
    expect(pixelsOf(silent)).toEqual(pixelsOf(file));
  });

  it.each([
    [packed('JPEG'), { bits: 0, compression: 4 }],
    [packed('PNG'), { bits: 0, compression: 5 }],
    [packed('CCITT fax'), { header: 64, bits: 1, compression: 3 }],
    [DAMAGED, { bits: 3 }],
    [DAMAGED, { compression: 9 }],
    [DAMAGED, { header: 12, bits: 16 }],
    [DAMAGED, { bits: 24, compression: 1 }],
    [DAMAGED, { width: 0, data: new Uint8Array(40) }],
    [DAMAGED, { bits: 32, compression: 3, masks: [0xf0f000, 0xff, 0xf00] }],
    [DAMAGED, { data: new Uint8Array(100) }],
    [DAMAGED, { bits: 8, compression: 1, data: Uint8Array.of(5, 1) }],
  ])('is refused: %s %o', (sentence, made) => {
    expect(() => decodeBmp(bmpFile(made))).toThrow(sentence);
  });

  it('is refused when it is cut short anywhere', () => {
    // The last byte only fills the row up.
    const whole = bmpFile({ width: 13, height: 3 });
    for (let length = 2; length < whole.length - 1; length++) {
      expect(() => decodeBmp(whole.subarray(0, length)), `${length} bytes`).toThrow(DAMAGED);
    }
  });
});
