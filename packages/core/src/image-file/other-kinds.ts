import { StyleTransferError } from '../base/errors.js';
import { lettersAt, startsWith } from '../base/letters.js';
import { type Said, sentence } from '../base/sentence.js';
import { isoBrands } from './bytes/iso-boxes.js';
import { isAppleOnly } from './picture-format.js';

/** What a file is that is no picture that can be read, and what to do about it. */
interface OtherKind {
  readonly what: Said;
  readonly advice: Said;
}

const EXPORT = sentence`export it as JPEG or PNG`;
const pictureOf = (format: string): OtherKind => ({
  what: sentence`a picture of the format ${format}`,
  advice: EXPORT,
});

const HEIC: OtherKind = {
  what: sentence`a HEIC picture, which cannot be read here`,
  advice: EXPORT,
};
const CGBI: OtherKind = {
  what: sentence`a PNG of the form that Xcode packs into apps (CgBI), which only Apple's programs read`,
  advice: sentence`take the original, or export it as a usual PNG`,
};
const LFS: OtherKind = {
  what: sentence`only a pointer of Git LFS`,
  advice: sentence`run “git lfs pull” to bring the picture`,
};
const RAW: OtherKind = {
  what: sentence`a camera's raw picture, which cannot be read here`,
  advice: EXPORT,
};
const SVG: OtherKind = { what: sentence`a drawing in SVG`, advice: sentence`export it as PNG` };
const PDF: OtherKind = { what: sentence`a PDF document`, advice: EXPORT };
const POSTSCRIPT: OtherKind = { what: sentence`a PostScript document (EPS)`, advice: EXPORT };
const PHOTOSHOP: OtherKind = { what: sentence`a Photoshop document (PSD)`, advice: EXPORT };
const ICON: OtherKind = { what: sentence`an icon or cursor of Windows`, advice: EXPORT };
const VIDEO: OtherKind = {
  what: sentence`a video`,
  advice: sentence`export one of its frames as JPEG or PNG`,
};
const SOUND: OtherKind = { what: sentence`a sound`, advice: sentence`choose another one` };
const WEB_PAGE: OtherKind = {
  what: sentence`a web page`,
  advice: sentence`save the picture itself instead of the page that shows it`,
};
const ARCHIVE: OtherKind = { what: sentence`an archive`, advice: sentence`unpack it first` };
const SOMETHING: OtherKind = {
  what: sentence`something else`,
  advice: sentence`choose another one`,
};
const JPEG_XL = pictureOf('JPEG XL');
const JPEG_2000 = pictureOf('JPEG 2000');

/** First bytes, and what a file that begins with them is. */
const SIGNATURES: readonly (readonly [string, OtherKind])[] = [
  ['version https://git-lfs', LFS],
  ['%PDF-', PDF],
  ['%!PS', POSTSCRIPT],
  ['\xc5\xd0\xd3\xc6', POSTSCRIPT],
  ['8BPS', PHOTOSHOP],
  ['\0\0\0\x0cJXL \r\n', JPEG_XL],
  ['\xff\x0a', JPEG_XL],
  ['\0\0\0\x0cjP  \r\n', JPEG_2000],
  ['\xff\x4f\xff\x51', JPEG_2000],
  ['\xff\xd8\xff\xf7', pictureOf('JPEG-LS')],
  ['II\xbc', pictureOf('JPEG XR')],
  ['icns', pictureOf('ICNS')],
  ['II*\0', RAW],
  ['MM\0*', RAW],
  ['IIU\0', RAW],
  ['IIRO', RAW],
  ['IIRS', RAW],
  ['MMOR', RAW],
  ['FUJIFILMCCD-RAW', RAW],
  ['II\x1a\0\0\0HEAPCCDR', RAW],
  ['FOVb', RAW],
  ['\0MRM', RAW],
  ['gimp xcf', pictureOf('XCF')],
  ['v/1\x01', pictureOf('OpenEXR')],
  ['#?RADIANCE', pictureOf('Radiance HDR')],
  ['qoif', pictureOf('QOI')],
  ['BPG\xfb', pictureOf('BPG')],
  ['FLIF', pictureOf('FLIF')],
  ['\n\x05\x01', pictureOf('PCX')],
  ['DDS ', pictureOf('DDS')],
  ['\x8aMNG', pictureOf('MNG')],
  ['\x8bJNG', pictureOf('JNG')],
  ['SIMPLE  =', pictureOf('FITS')],
  ['\xd7\xcd\xc6\x9a', pictureOf('WMF')],
  ['\x1a\x45\xdf\xa3', VIDEO],
  ['\0\0\x01\xba', VIDEO],
  ['FLV\x01', VIDEO],
  ['ID3', SOUND],
  ['OggS', SOUND],
  ['fLaC', SOUND],
  ['PK\x03\x04', ARCHIVE],
  ['\x1f\x8b', ARCHIVE],
  ['7z\xbc\xaf\x27\x1c', ARCHIVE],
  ['Rar!\x1a\x07', ARCHIVE],
  ['\xfd7zXZ\0', ARCHIVE],
  ['\x28\xb5\x2f\xfd', ARCHIVE],
  ['BZh', ARCHIVE],
];

/** Netpbm's formats by their number, 1 to 6. */
const NETPBM = ['PBM', 'PGM', 'PPM', 'PBM', 'PGM', 'PPM'].map(pictureOf);

/** How much of a text is looked through for what it is. */
const TEXT_HEAD = 4096;

/** Brands of HEIF and its uses of HEVC, when the file names no AVIF beside them. */
const HEIF_BRAND = /^(hei[cxms]|hev[cxms]|mif\d|msf\d|miaf)$/;

/**
 * The refusal of a file that is none of the formats that are read: it names what the file is, where
 * its first bytes tell, and says what to do.
 *
 * @param bytes the file, or at least its first 4 kB
 */
export function otherThanPicture(bytes: Uint8Array): StyleTransferError {
  if (startsWith(bytes, 'II+\0') || startsWith(bytes, 'MM\0+')) return bigTiff();
  const { what, advice } = kindOf(bytes);
  return new StyleTransferError(
    'invalid-image',
    sentence`The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is ${what}; ${advice}.`,
  );
}

function bigTiff(): StyleTransferError {
  return new StyleTransferError(
    'invalid-image',
    sentence`A TIFF should be of the usual form, but this one is a BigTIFF; save it as TIFF or PNG first.`,
  );
}

function kindOf(bytes: Uint8Array): OtherKind {
  if (isAppleOnly(bytes)) return CGBI;
  const brands = isoBrands(bytes);
  if (brands.length > 0) return kindOfBrands(brands);
  if (startsWith(bytes, 'RIFF')) return startsWith(bytes, 'AVI ', 8) ? VIDEO : SOUND;
  // Old QuickTime files have no brands.
  if (startsWith(bytes, 'moov', 4) || startsWith(bytes, 'mdat', 4)) return VIDEO;
  const found = SIGNATURES.find(([letters]) => startsWith(bytes, letters));
  return found?.[1] ?? (isIcon(bytes) ? ICON : kindOfText(bytes)) ?? SOMETHING;
}

/**
 * A TGA, which has no signature, may begin with the same four bytes: but an icon holds at least one
 * picture, and the fourth byte of what it says of the first is 0.
 */
function isIcon(bytes: Uint8Array): boolean {
  const begins = startsWith(bytes, '\0\0\x01\0') || startsWith(bytes, '\0\0\x02\0');
  return begins && (bytes[4] > 0 || bytes[5] > 0) && (bytes[9] ?? 0) === 0;
}

function kindOfBrands(brands: readonly string[]): OtherKind {
  const [major] = brands;
  if (major === 'crx ') return RAW;
  if (major === 'jxl ') return JPEG_XL;
  if (major === 'jp2 ' || major === 'jpx ') return JPEG_2000;
  if (brands.some((brand) => HEIF_BRAND.test(brand))) return HEIC;
  return major === 'M4A ' || major === 'M4B ' ? SOUND : VIDEO;
}

/** The two letters apart: together they begin a comment in the page that this is bundled into. */
function kindOfText(bytes: Uint8Array): OtherKind | null {
  const text = textOf(bytes).trimStart().toLowerCase();
  const netpbm = /^p([1-6])\s+[#\d]/.exec(text);
  if (netpbm !== null) return NETPBM[Number(netpbm[1]) - 1];
  if (/^(<\?xml|<[!]--|<!doctype svg|<svg)/.test(text) && /<svg[\s>]/.test(text)) return SVG;
  if (/^(<!doctype html|<html|<head|<body)/.test(text)) return WEB_PAGE;
  // XHTML, and pages that begin with a comment.
  return /^(<\?xml|<[!]--)/.test(text) && /<html[\s>]/.test(text) ? WEB_PAGE : null;
}

/** In UTF-8, or in UTF-16 where its mark says so. */
function textOf(bytes: Uint8Array): string {
  const letters = lettersAt(bytes, 0, TEXT_HEAD);
  if (letters.startsWith('\xff\xfe') || letters.startsWith('\xfe\xff')) {
    return letters.slice(2).replaceAll('\0', '');
  }
  return letters.replace(/^\xef\xbb\xbf/, '');
}
