/** The first page's directory of a TIFF: what its tags say, all of it read within the file's bounds. */
export interface TiffDirectory {
  readonly littleEndian: boolean;
  /** The numbers of a tag; `null` where it is missing or does not hold whole numbers. */
  numbers(tag: number): readonly number[] | null;
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

/** More values than 100 megapixels in tiles of 16 × 16 px have; so that overlapping tags cost little. */
const MOST_VALUES = 1 << 20;

/**
 * Reads the first directory of a TIFF, little or big endian. It follows no pointer to a further
 * directory, so that a file whose directories form a ring ends like any other.
 *
 * @returns `null` when there is none, or it reaches beyond the file
 */
export function readTiffDirectory(bytes: Uint8Array): TiffDirectory | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8) return null;
  const littleEndian = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, littleEndian);
  if (start + 2 > view.byteLength) return null;
  const count = view.getUint16(start, littleEndian);
  if (start + 2 + count * 12 > view.byteLength) return null;
  const entries = new Map<number, number>();
  for (let entry = start + 2; entry < start + 2 + count * 12; entry += 12) {
    entries.set(view.getUint16(entry, littleEndian), entry);
  }
  const numbers = (tag: number) => {
    const entry = entries.get(tag);
    return entry === undefined ? null : valuesAt(view, entry, littleEndian);
  };
  return { littleEndian, numbers, number: (tag, otherwise) => numbers(tag)?.[0] ?? otherwise };
}

/** Values of up to four bytes stand in the entry itself, others where it points. */
function valuesAt(view: DataView, entry: number, littleEndian: boolean): readonly number[] | null {
  const size = SIZES.get(view.getUint16(entry + 2, littleEndian));
  const count = view.getUint32(entry + 4, littleEndian);
  if (size === undefined || count > MOST_VALUES) return null;
  const at = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
  if (at + count * size > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => {
    const place = at + index * size;
    if (size === 1) return view.getUint8(place);
    return size === 2 ? view.getUint16(place, littleEndian) : view.getUint32(place, littleEndian);
  });
}
