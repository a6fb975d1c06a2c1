import { readFileSync } from 'node:fs';
import { casePath, heicFile, isoBrandsBox, joined, letters } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { otherThanPicture } from './other-kinds.js';
import { pictureFormat } from './picture-format.js';
import { readPictureHeader } from './picture-header.js';

const refusal = (what: string) =>
  `The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is ${what}.`;
const format = (name: string) => `a picture of the format ${name}; export it as JPEG or PNG`;
const HEIC = 'a HEIC picture, which cannot be read here; export it as JPEG or PNG';
const RAW = "a camera's raw picture, which cannot be read here; export it as JPEG or PNG";
const VIDEO = 'a video; export one of its frames as JPEG or PNG';
const PAGE = 'a web page; save the picture itself instead of the page that shows it';
const SVG = 'a drawing in SVG; export it as PNG';
const ARCHIVE = 'an archive; unpack it first';

describe('a file that is no picture that can be read is named, with what to do', () => {
  it.each([
    // Case 08, with every brand of HEIF.
    ...['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1'].map(
      (major) => [HEIC, heicFile(major, ['mif1', 'heic'])] as const,
    ),
    [HEIC, isoBrandsBox('mif1', 'mif1')],
    [
      'only a pointer of Git LFS; run “git lfs pull” to bring the picture',
      letters('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
    ],
    [SVG, letters('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    [SVG, letters('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n<svg >')],
    [SVG, joined([0xff, 0xfe], ...[...'<svg />'].map((letter) => [letter.charCodeAt(0), 0]))],
    ['a PDF document; export it as JPEG or PNG', letters('%PDF-1.7')],
    ['a PostScript document (EPS); export it as JPEG or PNG', letters('%!PS-Adobe-3.0 EPSF-3.0')],
    [
      'a PostScript document (EPS); export it as JPEG or PNG',
      Uint8Array.of(0xc5, 0xd0, 0xd3, 0xc6),
    ],
    ['a Photoshop document (PSD); export it as JPEG or PNG', letters('8BPS\0\x01')],
    [format('JPEG 2000'), letters('\0\0\0\x0cjP  \r\n\x87\n')],
    [format('JPEG 2000'), Uint8Array.of(0xff, 0x4f, 0xff, 0x51)],
    [format('JPEG XL'), letters('\0\0\0\x0cJXL \r\n\x87\n')],
    [format('JPEG XL'), Uint8Array.of(0xff, 0x0a)],
    [format('JPEG-LS'), Uint8Array.of(0xff, 0xd8, 0xff, 0xf7)],
    [format('JPEG XR'), letters('II\xbc\x01')],
    ['an icon or cursor of Windows; export it as JPEG or PNG', letters('\0\0\x01\0\x01\0')],
    ['an icon or cursor of Windows; export it as JPEG or PNG', letters('\0\0\x02\0\x01\0')],
    [
      'an icon or cursor of Windows; export it as JPEG or PNG',
      letters('\0\0\x01\0\0\x01\x10\x10\0\0\x01\0\x20\0'),
    ],
    // A TGA of 64 × 48 px: no table of colours, then with one that is told of and not used.
    ['something else; choose another one', letters('\0\0\x02\0\0\0\0\0\0\0\0\0\x40\0\x30\0\x18\0')],
    [
      'something else; choose another one',
      letters('\0\0\x02\0\0\x01\x18\0\0\x05\0\0\x40\0\x30\0\x18\0'),
    ],
    [format('PPM'), letters('P6\n64 48\n255\n')],
    [format('PGM'), letters('P2 # made by hand\n2 1 255 0 9')],
    [format('PBM'), letters('P4\n# made by hand\n8 1\n\xff')],
    [format('PCX'), letters('\n\x05\x01\x08')],
    ['something else; choose another one', letters('P3 is no picture yet')],
    [RAW, letters('II*\0\x10\0\0\0CR\x02\0')],
    [RAW, isoBrandsBox('crx ', 'isom')],
    [RAW, letters('FUJIFILMCCD-RAW 0201')],
    [RAW, letters('IIRO\x08\0\0\0')],
    [RAW, letters('IIU\0\x18\0\0\0')],
    [VIDEO, isoBrandsBox('isom', 'mp41', 'avc1')],
    [VIDEO, isoBrandsBox('qt  ')],
    [VIDEO, letters('\0\0\0\x20moov')],
    [VIDEO, letters('RIFF\0\0\0\0AVI LIST')],
    [VIDEO, letters('\x1a\x45\xdf\xa3')],
    ['a sound; choose another one', letters('RIFF\0\0\0\0WAVE')],
    [PAGE, letters('\n<!DOCTYPE html><html><svg></svg>')],
    [PAGE, letters('<html lang="de">')],
    [PAGE, letters('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">')],
    [ARCHIVE, letters('PK\x03\x04')],
    [ARCHIVE, Uint8Array.of(0x1f, 0x8b, 8)],
    ['something else; choose another one', letters('hello')],
    ['something else; choose another one', letters('BMW is no bitmap, however it begins')],
    ['something else; choose another one', letters('<?xml version="1.0"?><feed/>')],
    ['something else; choose another one', new Uint8Array(0)],
  ] satisfies readonly (readonly [string, Uint8Array])[])('%s', (what, bytes) => {
    expect(pictureFormat(bytes)).toBeNull();
    const { code, message } = otherThanPicture(bytes);
    expect([code, message]).toEqual(['invalid-image', refusal(what)]);
  });

  it("knows Xcode's PNG, and takes no size from where another chunk stands: case 25", () => {
    const bytes = readFileSync(casePath('25-cgbi-in-the-panel/cgbi.png'));
    expect(readPictureHeader(bytes)).toBeNull();
    expect(otherThanPicture(bytes).message).toBe(
      refusal(
        "a PNG of the form that Xcode packs into apps (CgBI), which only Apple's programs read; take the original, or export it as a usual PNG",
      ),
    );
    const strange = bytes.slice();
    strange.set(letters('oops'), 12);
    expect(readPictureHeader(strange)).toEqual({ format: 'PNG', size: null });
  });
});

describe('an AVIF', () => {
  it('may have any major brand: case 09', () => {
    const bytes = readFileSync(casePath('09-avif-mif1-in-the-panel/mif1.avif'));
    expect([String.fromCharCode(...bytes.subarray(8, 12)), pictureFormat(bytes)]).toEqual([
      'mif1',
      'AVIF',
    ]);
  });

  it.each([
    ['avif', []],
    ['avis', ['msf1']],
    ['mif1', ['miaf', 'avif']],
    ['msf1', ['avis', 'heic']],
    ['miaf', ['mif1', 'miaf', 'MA1B', 'avif']],
  ])('of the brand %s with %o', (major, others) => {
    expect(pictureFormat(isoBrandsBox(major, ...others))).toBe('AVIF');
  });

  it('is told by its brands only, not by letters behind them', () => {
    const heic = joined(isoBrandsBox('heic', 'mif1'), letters('\0\0\0\x10freeavifavif'));
    expect(pictureFormat(heic)).toBeNull();
  });
});
