import { big, joined, letters } from './bytes.js';

/** A box of an ISO base media file (AVIF, HEIC, MP4). */
export function isoBox(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  const inside = joined(...content);
  return joined(big(8 + inside.length, 4), letters(name), inside);
}

/** The box that such a file begins with: its major brand, and those that it is compatible with. */
export function isoBrandsBox(major: string, ...others: readonly string[]): Uint8Array {
  return isoBox('ftyp', letters(major), big(0, 4), ...others.map(letters));
}

/** What a phone's HEIC begins with; the pictures themselves are left out. */
export function heicFile(major = 'heic', others: readonly string[] = ['mif1', 'heic']): Uint8Array {
  const handler = isoBox('hdlr', big(0, 8), letters('pict'), big(0, 13));
  const primary = isoBox('pitm', big(0, 4), big(1, 2));
  const meta = isoBox('meta', big(0, 4), handler, primary);
  return joined(isoBrandsBox(major, ...others), meta, isoBox('mdat', new Uint8Array(64)));
}
