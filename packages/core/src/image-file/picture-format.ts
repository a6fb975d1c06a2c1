import { startsWith } from '../base/letters.js';
import { isoBrands } from './bytes/iso-boxes.js';
import { isJpeg } from './jpeg/jpeg-segments.js';

/** The formats that are read here. */
export type PictureFormat = 'PNG' | 'JPEG' | 'WebP' | 'GIF' | 'BMP' | 'AVIF' | 'TIFF';

const PNG = '\x89PNG\r\n\x1a\n';

/**
 * What kind of picture a file is, from its first bytes; one list for every host.
 *
 * @returns `null` when it is none that is read here; `otherThanPicture` says what it is
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  if (startsWith(bytes, PNG)) return isAppleOnly(bytes) ? null : 'PNG';
  if (isJpeg(bytes)) return 'JPEG';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'GIF';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'WebP';
  if (isBmp(bytes)) return 'BMP';
  // The major brand may be any, above all `mif1`; a still picture says `avif`, a sequence `avis`.
  if (isoBrands(bytes).some((brand) => brand === 'avif' || brand === 'avis')) return 'AVIF';
  const isTiff = startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*');
  // Canon's raw files: a TIFF whose first page is a preview of what nobody here can read.
  return isTiff && !startsWith(bytes, 'CR', 8) ? 'TIFF' : null;
}

/** Whether a PNG is of the form that Xcode packs into apps, which no other program reads. */
export function isAppleOnly(bytes: Uint8Array): boolean {
  return startsWith(bytes, PNG) && startsWith(bytes, 'CgBI', 12);
}

/** Two letters are few: a text may begin with them, but then no known size of a header follows. */
function isBmp(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, 'BM')) return false;
  if (bytes.length < 18) return true;
  const header = new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true);
  return header >= 12 && header <= 124;
}
