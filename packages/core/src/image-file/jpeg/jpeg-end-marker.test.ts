import { readFileSync } from 'node:fs';
import { big, casePath, joined, letters } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { withJpegEndMarker } from './jpeg-end-marker.js';

const noEnd = readFileSync(casePath('22-jpeg-without-eoi/noeoi.jpg'));
const END = [0xff, 0xd9];

const segment = (marker: number, ...content: readonly (Uint8Array | readonly number[])[]) => {
  const inside = joined(...content);
  return joined([0xff, marker], big(inside.length + 2, 2), inside);
};
/** A table with one code, 0, for a symbol; a second code, 10, for another. */
const table = (kind: number, symbols: readonly number[]) =>
  segment(0xc4, [kind, 1, symbols.length - 1, ...new Array(14).fill(0), ...symbols]);
/** A grey picture of 8-px blocks in one row. */
const frame = (marker: number, blocks: number) =>
  segment(marker, [8], big(8, 2), big(8 * blocks, 2), [1, 1, 0x11, 0]);
const scan = (range: readonly number[], data: readonly number[]) =>
  joined(segment(0xda, [1, 1, 0, ...range]), data);
const ALL = [0, 63, 0];

/** Each block is two bits: no change of the mean (0), no waves (0). */
const sequential = (blocks: number, data: readonly number[], ...more: readonly Uint8Array[]) =>
  joined(
    [0xff, 0xd8],
    table(0x00, [0]),
    table(0x10, [0]),
    ...more,
    frame(0xc0, blocks),
    scan(ALL, data),
  );

describe('a JPEG without its end marker', () => {
  it('gets it where all else is there: case 22', () => {
    expect(withJpegEndMarker(noEnd)).toEqual(Uint8Array.from([...noEnd, ...END]));
  });

  it.each([
    ['zeros', new Uint8Array(40)],
    ['letters', letters('Samsung trailer')],
    ['half a marker', Uint8Array.of(0xff)],
    ['what looks like a table', Uint8Array.of(0xff, 0xc4, 0, 9, 1)],
    ['a second picture', Uint8Array.from([...noEnd, ...END])],
  ])('gets it in the place of %s', (_, tail) => {
    expect(withJpegEndMarker(joined(noEnd, tail))).toEqual(Uint8Array.from([...noEnd, ...END]));
  });

  it('is left as it is where the marker is there, whatever follows', () => {
    for (const tail of [[], [0, 0, 0], [...letters('trailer')]]) {
      const whole = Uint8Array.from([...noEnd, ...END, ...tail]);
      expect(withJpegEndMarker(whole)).toBe(whole);
    }
  });

  it('is refused when it is cut short anywhere', () => {
    for (let length = 2; length < noEnd.length; length++) {
      expect(withJpegEndMarker(noEnd.subarray(0, length)), `${length} bytes`).toBeNull();
    }
  });

  it('is refused when it is cut short and something else follows', () => {
    const half = noEnd.subarray(0, noEnd.length - 9);
    expect(withJpegEndMarker(joined(half, letters('\xff\xe1trailer')))).toBeNull();
  });

  it('counts the blocks bit by bit', () => {
    // Four blocks are one byte; a fifth needs another.
    expect(withJpegEndMarker(sequential(4, [0]))).toEqual(joined(sequential(4, [0]), END));
    expect(withJpegEndMarker(sequential(5, [0]))).toBeNull();
    expect(withJpegEndMarker(sequential(5, [0, 0x3f, 9]))).toEqual(
      joined(sequential(5, [0, 0x3f]), END),
    );
    // Mean 0, waves 10 with fifteen ones, the end 0: 0101 1111, 1111 1111, 110. After FF a zero is no data.
    const head = joined([0xff, 0xd8], table(0x00, [0]), table(0x10, [0, 0x0f]), frame(0xc0, 1));
    const waves = joined(head, scan(ALL, [0x5f, 0xff, 0x00, 0xdf]));
    expect(withJpegEndMarker(waves)).toEqual(joined(waves, END));
    expect(withJpegEndMarker(joined(head, scan(ALL, [0x5f, 0xff])))).toBeNull();
  });

  it('finds its way over restart markers', () => {
    const every = segment(0xdd, big(2, 2));
    // Two blocks a stretch, filled up with ones: 0000 1111.
    const data = [0x0f, 0xff, 0xd0, 0x0f, 0xff, 0xff, 0xd1, 0x3f];
    const whole = sequential(5, data, every);
    expect(withJpegEndMarker(whole)).toEqual(joined(whole, END));
    expect(withJpegEndMarker(sequential(5, [0x0f, 0x0f, 0x3f], every))).toBeNull();
    expect(withJpegEndMarker(whole.subarray(0, -1))).toBeNull();
  });

  it('needs all scans of a progressive picture, to the last bit', () => {
    const head = joined([0xff, 0xd8], table(0x00, [0]), table(0x10, [0]), frame(0xc2, 2));
    const mean = scan([0, 0, 0x01], [0x3f]);
    const meanBits = scan([0, 0, 0x10], [0x3f]);
    const waves = scan([1, 63, 0x01], [0x3f]);
    const waveBits = scan([1, 63, 0x10], [0x3f]);
    const whole = joined(head, mean, waves, meanBits, waveBits);
    expect(withJpegEndMarker(whole)).toEqual(joined(whole, END));
    expect(withJpegEndMarker(joined(head, mean, waves, meanBits))).toBeNull();
    // With its end marker it is what its program wrote.
    const early = joined(head, mean, waves, meanBits, END);
    expect(withJpegEndMarker(early)).toBe(early);
  });

  it.each([
    ['arithmetic', 0xc9],
    ['lossless', 0xc3],
  ])('is not mended where it is %s', (_, marker) => {
    expect(withJpegEndMarker(joined([0xff, 0xd8], frame(marker, 1), scan(ALL, [0])))).toBeNull();
  });

  it('ends when a few bytes claim work without end', () => {
    const size = [...big(65_535, 2), ...big(65_535, 2)];
    const huge = segment(0xc2, [8, ...size, 4, 1, 0x44, 0, 2, 0x44, 0, 3, 0x44, 0, 4, 0x44, 0]);
    const scans = Array.from({ length: 1000 }, () => scan([1, 63, 0], [0]));
    const bytes = joined([0xff, 0xd8], table(0x10, [0xe0]), huge, ...scans);
    expect(withJpegEndMarker(bytes)).toBeNull();
  });
});
