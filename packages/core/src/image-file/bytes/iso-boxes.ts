import { lettersAt, startsWith } from '../../base/letters.js';
import * as LIMITS from '../../base/limits.js';
import { viewOf } from '../../base/view-of.js';

/** A box of an ISO base media file (AVIF, HEIC, MP4): where its content lies. */
export interface IsoBox {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const MOST_BOXES = LIMITS.AVIF_BOXES;

/** The boxes between two places of a file, as far as they are whole; the last may reach to the end. */
export function isoBoxes(bytes: Uint8Array, from = 0, to = bytes.length): readonly IsoBox[] {
  const view = viewOf(bytes);
  const boxes: IsoBox[] = [];
  let at = from;
  while (at + 8 <= to && boxes.length < MOST_BOXES) {
    let head = 8;
    let size = view.getUint32(at);
    if (size === 1 && at + 16 <= to) {
      head = 16;
      size = Number(view.getBigUint64(at + 8));
    }
    const end = size === 0 ? to : at + size;
    if (end < at + head || end > to) break;
    boxes.push({ name: lettersAt(bytes, at + 4, 4), start: at + head, end });
    at = end;
  }
  return boxes;
}

/** The box at the end of a path of names, in the file or in another box; `null` where there is none. */
export function isoBoxAt(
  bytes: Uint8Array,
  path: readonly string[],
  within: IsoBox = { name: '', start: 0, end: bytes.length },
): IsoBox | null {
  let found = within;
  for (const name of path) {
    const next = isoBoxes(bytes, found.start, found.end).find((box) => box.name === name);
    if (next === undefined) return null;
    found = next;
  }
  return found;
}

/**
 * The brands that a file names, the major one first; none when it is no ISO base media file. They are
 * read as far as the file goes, so that one that is cut short is still told by its first bytes.
 */
export function isoBrands(bytes: Uint8Array): readonly string[] {
  if (!startsWith(bytes, 'ftyp', 4) || bytes.length < 12) return [];
  const view = viewOf(bytes);
  const end = Math.min(view.getUint32(0), bytes.length, 1024);
  const brands = [lettersAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(lettersAt(bytes, at, 4));
  return brands;
}
