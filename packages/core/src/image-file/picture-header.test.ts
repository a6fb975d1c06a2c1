import { describe, expect, it } from 'vitest';
import { readPictureHeader } from './picture-header.js';
import { storedSize } from './stored-size.js';

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const big16 = (value: number) => [value >> 8, value & 255];
const big32 = (value: number) => [0, 0, ...big16(value)];
const little16 = (value: number) => [value & 255, value >> 8];
const little24 = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];
const little32 = (value: number) => [...little16(value), 0, 0];
const file = (...parts: number[][]) => Uint8Array.from(parts.flat());

const PNG = [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a];
const APP1 = [0xff, 0xe1, ...big16(6), 1, 2, 3, 4];
const DHT = [0xff, 0xc4, ...big16(4), 0, 0];
const sof = (marker: number) => [0xff, marker, ...big16(17), 8, ...big16(300), ...big16(500), 3];
const riff = (kind: string) => [...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBP'), ...ascii(kind)];
/** One entry of a TIFF's directory: tag, type SHORT, one value. */
const littleShort = (tag: number, value: number) => [
  ...[...little16(tag), ...little16(3), ...little32(1)],
  ...[...little16(value), 0, 0],
];
const bigShort = (tag: number, value: number) => [
  ...[...big16(tag), ...big16(3), ...big32(1)],
  ...[...big16(value), 0, 0],
];
const zeros = (count: number) => new Array<number>(count).fill(0);

describe('the header of a picture', () => {
  it.each([
    ['PNG', file(PNG, big32(13), ascii('IHDR'), big32(500), big32(300))],
    ['GIF', file(ascii('GIF89a'), little16(500), little16(300))],
    ['GIF', file(ascii('GIF87a'), little16(500), little16(300))],
    ['JPEG', file([0xff, 0xd8], APP1, DHT, sof(0xc0))],
    // Progressive, with a fill byte and a restart marker before it.
    ['JPEG', file([0xff, 0xd8], [0xff, 0xff, 0xd0], APP1, sof(0xc2))],
    // Extended: width − 1 and height − 1 in 24 bits each.
    ['WebP', file(riff('VP8X'), zeros(8), little24(499), little24(299))],
    // Lossless: 14 bits each of width − 1 and height − 1; 499 | 299 << 14 = 4899315.
    ['WebP', file(riff('VP8L'), zeros(4), [0x2f], [0xf3, 0xc1, 0x4a, 0x00], zeros(5))],
    // Lossy, with the scale bits set that are not part of the size.
    ['WebP', file(riff('VP8 '), zeros(10), little16(500 | 0x4000), little16(300 | 0x8000))],
    ['BMP', file(ascii('BM'), zeros(12), little32(40), little32(500), little32(300))],
    // Rows from top to bottom: −300 in two's complement.
    ['BMP', file(ascii('BM'), zeros(12), little32(40), little32(500), [0xd4, 0xfe, 255, 255])],
    ['BMP', file(ascii('BM'), zeros(12), little32(12), little16(500), little16(300), zeros(4))],
    // The directory stands behind eight bytes of something else.
    [
      'TIFF',
      file(
        ...[ascii('II*\0'), little32(16), zeros(8), little16(2)],
        ...[littleShort(256, 500), littleShort(257, 300)],
      ),
    ],
    ['TIFF', file(ascii('MM\0*'), big32(8), big16(2), bigShort(256, 500), bigShort(257, 300))],
  ])('tells format and size: %s', (format, bytes) => {
    const size = { width: 500, height: 300 };
    expect(readPictureHeader(bytes)).toEqual({ format, size });
    const isWritten = ['PNG', 'JPEG', 'WebP'].includes(format);
    expect(storedSize(bytes)).toEqual(isWritten ? size : null);
  });

  it('tells only the format of AVIF, and nothing of BigTIFF, which is refused', () => {
    const avif = file([0, 0, 0, 28], ascii('ftypavif'));
    expect(readPictureHeader(avif)).toEqual({ format: 'AVIF', size: null });
    expect(readPictureHeader(file(ascii('II+\0'), little16(8), little32(16)))).toBeNull();
    expect(readPictureHeader(file(ascii('MM\0+'), big16(8), big32(16)))).toBeNull();
  });

  it.each([
    ['PNG', file(PNG, big32(13))],
    ['JPEG', file([0xff, 0xd8], APP1)],
    ['GIF', file(ascii('GIF89a'))],
    ['WebP', file(riff('VP8X'))],
    ['BMP', file(ascii('BM'))],
    ['TIFF', file(ascii('II*\0'))],
    ['TIFF', file(ascii('II*\0'), little32(8), little16(2), littleShort(256, 500))],
    // A directory beyond the file, and a width of many values there.
    ['TIFF', file(ascii('MM\0*'), [255, 255, 255, 255])],
    [
      'TIFF',
      file(ascii('MM\0*'), big32(8), big16(1), big16(256), big16(3), zeros(2), [1, 0], zeros(4)),
    ],
  ])('has no size where the file is cut short: %s', (format, bytes) => {
    expect(readPictureHeader(bytes)).toEqual({ format, size: null });
  });

  it('ends with a JPEG whose segment has no length', () => {
    expect(readPictureHeader(file([0xff, 0xd8, 0xff, 0xe1, 0, 0], zeros(20)))?.size).toBeNull();
  });

  it.each([
    ['nothing', file()],
    ['text', file(ascii('<svg xmlns='))],
    ['a PDF', file(ascii('%PDF-1.7'))],
    ['sound', file(ascii('RIFF'), zeros(4), ascii('WAVE'))],
  ])('is none for %s', (_, bytes) => {
    expect(readPictureHeader(bytes)).toBeNull();
  });
});
