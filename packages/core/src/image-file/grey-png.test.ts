import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeGreyPng, encodeGreyPng } from './grey-png.js';

const MASK = { width: 3, height: 2, data: Uint8Array.of(0, 128, 255, 7, 200, 0) };

describe('a mask as PNG', () => {
  it('is a grey picture of 8 bits for everybody', async () => {
    const png = await encodeGreyPng(MASK);
    const { width, height, channels, depth } = await sharp(png).metadata();
    expect({ width, height, channels, depth }).toEqual({
      width: 3,
      height: 2,
      channels: 1,
      depth: 'uchar',
    });
    const pixels = await sharp(png).toColourspace('b-w').raw().toBuffer();
    expect([...pixels]).toEqual([...MASK.data]);
  });

  it('comes back as it was, also as a part of other bytes', async () => {
    const png = await encodeGreyPng(MASK);
    expect(await decodeGreyPng(png)).toEqual(MASK);
    const among = new Uint8Array(png.length + 9);
    among.set(png, 5);
    expect(await decodeGreyPng(among.subarray(5, 5 + png.length))).toEqual(MASK);
  });

  it('is small where it is flat', async () => {
    const data = new Uint8Array(1024 * 768);
    data.fill(255, 0, 400_000);
    expect((await encodeGreyPng({ width: 1024, height: 768, data })).length).toBeLessThan(3000);
  });

  it('is not read from a file of another kind, or a damaged one', async () => {
    const png = await encodeGreyPng(MASK);
    const coloured = await sharp(png).toColourspace('srgb').png().toBuffer();
    expect(await decodeGreyPng(new Uint8Array(coloured))).toBeNull();
    expect(await decodeGreyPng(png.slice(0, 50))).toBeNull();
    expect(await decodeGreyPng(new Uint8Array())).toBeNull();
    const damaged = png.slice();
    damaged.fill(0xff, 41, 49);
    expect(await decodeGreyPng(damaged)).toBeNull();
  });
});
