import * as LIMITS from '../../base/limits.js';
import { viewOf } from '../../base/view-of.js';

/** A page's directory of a TIFF: what its tags say, all of it read within the file's bounds. */
export interface TiffDirectory {
  readonly littleEndian: boolean;
  /** The numbers of a tag; `null` where it is missing or does not hold whole numbers. */
  numbers(tag: number): readonly number[] | null;
  /** A tag's bytes, of any number; `null` where it is missing or holds something else. */
  bytes(tag: number): Uint8Array | null;
  /** The first number of a tag, or `otherwise`. */
  number(tag: number, otherwise: number): number;
}

/** Bytes of one value by its type; others (fractions, floats, signed) describe nothing we read. */
const SIZES: ReadonlyMap<number, number> = new Map([
  [1, 1], // BYTE
  [3, 2], // SHORT
  [4, 4], // LONG
  [7, 1], // UNDEFINED
]);

const MOST_VALUES = LIMITS.TIFF_VALUES;
const MOST_ENTRIES = LIMITS.TIFF_ENTRIES;

/** A directory, how many entries it has, and where the next one begins: 0 after the last. */
interface DirectoryAt {
  readonly directory: TiffDirectory;
  readonly entries: number;
  readonly next: number;
}

/** A page among the pages of a file. */
export interface TiffPage {
  /** From 0. */
  readonly page: number;
  readonly directory: TiffDirectory;
}

/**
 * Reads the first directory of a TIFF, little or big endian.
 *
 * @returns `null` when there is none, or it reaches beyond the file
 */
export function readTiffDirectory(bytes: Uint8Array): TiffDirectory | null {
  for (const { directory } of directoriesOf(bytes)) return directory;
  return null;
}

/**
 * Finds the first page that is a whole picture: before it may stand reduced previews and masks. Where there is none,
 * the first page, which `readTiffLayout` then refuses.
 *
 * @returns `null` when there is no directory, or the first reaches beyond the file
 */
export function firstTiffPage(bytes: Uint8Array): TiffPage | null {
  let first: TiffPage | null = null;
  for (const page of directoriesOf(bytes)) {
    if (isWholePicture(page.directory)) return page;
    first ??= page;
  }
  return first;
}

/** How many pages of a TIFF are whole pictures. */
export function countTiffPages(bytes: Uint8Array): number {
  let count = 0;
  for (const { directory } of directoriesOf(bytes)) if (isWholePicture(directory)) count += 1;
  return count;
}

/** Whether a page is a picture of its own, neither a reduced preview nor a mask (NewSubfileType, SubfileType). */
export function isWholePicture({ number }: TiffDirectory): boolean {
  return (number(254, 0) & 5) === 0 && number(255, 1) !== 2;
}

/** The directories in their order, up to one that reaches beyond the file; those that form a ring come once. */
function* directoriesOf(bytes: Uint8Array): Generator<TiffPage> {
  const view = viewOf(bytes);
  const seen = new Set<number>();
  let entries = 0;
  let at = view.byteLength < 8 ? 0 : view.getUint32(4, isLittleEndian(view));
  while (at !== 0 && !seen.has(at) && entries < MOST_ENTRIES) {
    const found = directoryAt(bytes, at);
    if (found === null) return;
    yield { page: seen.size, directory: found.directory };
    seen.add(at);
    entries += found.entries + 1;
    at = found.next;
  }
}

function isLittleEndian(view: DataView): boolean {
  return view.getUint16(0) === 0x4949;
}

function directoryAt(bytes: Uint8Array, start: number): DirectoryAt | null {
  const view = viewOf(bytes);
  const littleEndian = isLittleEndian(view);
  if (start + 2 > view.byteLength) return null;
  const end = start + 2 + view.getUint16(start, littleEndian) * 12;
  if (end > view.byteLength) return null;
  const entries = new Map<number, number>();
  for (let entry = start + 2; entry < end; entry += 12) {
    entries.set(view.getUint16(entry, littleEndian), entry);
  }
  const numbers = (tag: number, most = MOST_VALUES) => {
    const entry = entries.get(tag);
    return entry === undefined ? null : valuesAt(view, entry, littleEndian, most);
  };
  const number = (tag: number, otherwise: number) => numbers(tag, 1)?.[0] ?? otherwise;
  const bytesOf = (tag: number) => {
    const entry = entries.get(tag);
    return entry === undefined ? null : bytesAt(bytes, view, entry, littleEndian);
  };
  const next = end + 4 > view.byteLength ? 0 : view.getUint32(end, littleEndian);
  const directory = {
    littleEndian,
    numbers: (tag: number) => numbers(tag),
    bytes: bytesOf,
    number,
  };
  return { directory, entries: (end - start - 2) / 12, next };
}

/** The first `most` values. Those of up to four bytes stand in the entry itself, others where it points. */
function valuesAt(
  view: DataView,
  entry: number,
  littleEndian: boolean,
  most: number,
): readonly number[] | null {
  const size = SIZES.get(view.getUint16(entry + 2, littleEndian));
  const count = view.getUint32(entry + 4, littleEndian);
  if (size === undefined || count > MOST_VALUES) return null;
  const at = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
  if (at + count * size > view.byteLength) return null;
  return Array.from({ length: Math.min(count, most) }, (_, index) => {
    const place = at + index * size;
    if (size === 1) return view.getUint8(place);
    return size === 2 ? view.getUint16(place, littleEndian) : view.getUint32(place, littleEndian);
  });
}

function bytesAt(
  bytes: Uint8Array,
  view: DataView,
  entry: number,
  littleEndian: boolean,
): Uint8Array | null {
  if (SIZES.get(view.getUint16(entry + 2, littleEndian)) !== 1) return null;
  const count = view.getUint32(entry + 4, littleEndian);
  const at = count <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
  return at + count > bytes.length ? null : bytes.subarray(at, at + count);
}
