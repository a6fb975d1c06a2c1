import { describe, expect, it } from 'vitest';
import { imageHash } from '../../image-hash.js';
import { exportSize } from './export-size.js';
import { sniffImage } from './sniff-image.js';

describe('sniffImage', () => {
  it('reads the size of a JPEG past its other segments', () => {
    const bytes = [
      0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0, 40, 1, 0, 3, 0, 0, 0,
    ];
    expect(sniffImage(Uint8Array.from(bytes))).toEqual({
      type: 'image/jpeg',
      width: 256,
      height: 40,
    });
  });

  it('knows no WebP, no text and no file that ends early', () => {
    for (const text of ['RIFF\0\0\0\0WEBP', '<svg>', '\x89PNG\r\n\x1a\n', '']) {
      expect(sniffImage(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBeNull();
    }
  });
});

describe('imageHash', () => {
  it('has 40 digits, and differs where the bytes differ', () => {
    const hashes = [[], [0], [1], [0, 0], [1, 0], [0, 1]].map((bytes) =>
      imageHash(Uint8Array.from(bytes)),
    );
    expect(new Set(hashes).size).toBe(6);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('exportSize', () => {
  it('follows the constraint, keeps the shape and has a pixel at least', () => {
    const box = { width: 300, height: 100 };
    expect(exportSize(box)).toEqual({ width: 300, height: 100, scale: 1 });
    expect(exportSize(box, { type: 'WIDTH', value: 100 })).toMatchObject({
      width: 100,
      height: 33,
    });
    expect(exportSize(box, { type: 'HEIGHT', value: 200 })).toMatchObject({
      width: 600,
      height: 200,
    });
    expect(exportSize(box, { type: 'SCALE', value: 0.001 })).toMatchObject({ width: 1, height: 1 });
  });
});
