import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { spaceOfCodePoints } from './code-points.js';
import type { ColourSpace } from './colour-space.js';

/** A box of the file, from where its content begins to where it ends. */
interface Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const SRGB = { primaries: 1, transfer: 13 };

/** Curves that are taken for that of sRGB, which they come near to, as in browsers; 2 says nothing. */
const NEAR_SRGB: ReadonlySet<number> = new Set([1, 2, 6, 14, 15]);

/** Logarithms and xvYCC, which no browser reads in a picture. */
const UNREAD: ReadonlySet<number> = new Set([9, 10, 11, 12]);

/**
 * Reads which colours an AVIF has by the code points of its picture (`nclx`). They do not count where it has a
 * profile.
 *
 * @returns `null` for sRGB, and where nothing is said
 * @throws StyleTransferError `invalid-image` for curves that are not read here
 */
export function readAvifColour(bytes: Uint8Array): ColourSpace | null {
  const codes = codePointsOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (codes === null) return null;
  if (UNREAD.has(codes.transfer)) {
    throw new StyleTransferError(
      'invalid-image',
      sentence`An AVIF should have a usual curve of brightness, but this one has that of number ${codes.transfer}; save it as PNG first.`,
    );
  }
  const near = NEAR_SRGB.has(codes.transfer) ? { ...codes, transfer: SRGB.transfer } : codes;
  const { primaries, transfer } = near;
  if (primaries === SRGB.primaries && transfer === SRGB.transfer) return null;
  return spaceOfCodePoints(primaries, transfer) ?? spaceOfCodePoints(SRGB.primaries, transfer);
}

/** Those among the properties of the primary item. */
function codePointsOf(view: DataView): typeof SRGB | null {
  const meta = boxesIn(view, 0, view.byteLength).find(({ name }) => name === 'meta');
  if (meta === undefined) return null;
  const parts = boxesIn(view, meta.from + 4, meta.to);
  const lists = parts.flatMap((box) =>
    box.name === 'iprp' ? boxesIn(view, box.from, box.to) : [],
  );
  const own = propertiesOf(view, primaryItem(view, parts), lists);
  const properties = lists.flatMap((box) =>
    box.name === 'ipco' ? boxesIn(view, box.from, box.to) : [],
  );
  for (const [index, { name, from, to }] of properties.entries()) {
    const isCode = name === 'colr' && from + 8 <= to && lettersAt(view, from) === 'nclx';
    if (isCode && own.has(index + 1)) {
      return { primaries: view.getUint16(from + 4), transfer: view.getUint16(from + 6) };
    }
  }
  return null;
}

function primaryItem(view: DataView, parts: readonly Box[]): number {
  const box = parts.find(({ name }) => name === 'pitm');
  if (box === undefined || box.from + 6 > box.to) return 1;
  const isShort = view.getUint8(box.from) === 0 || box.from + 8 > box.to;
  return isShort ? view.getUint16(box.from + 4) : view.getUint32(box.from + 4);
}

/** The places of an item's properties, from 1, by the associations (`ipma`). */
function propertiesOf(view: DataView, item: number, lists: readonly Box[]): ReadonlySet<number> {
  const own = new Set<number>();
  for (const { from, to } of lists.filter(({ name }) => name === 'ipma')) {
    if (from + 8 > to) continue;
    const idBytes = view.getUint8(from) === 0 ? 2 : 4;
    const isWide = (view.getUint8(from + 3) & 1) === 1;
    for (let at = from + 8; at + idBytes + 1 <= to; ) {
      const id = idBytes === 2 ? view.getUint16(at) : view.getUint32(at);
      const count = view.getUint8(at + idBytes);
      at += idBytes + 1;
      for (let i = 0; i < count && at + (isWide ? 2 : 1) <= to; i++) {
        if (id === item) own.add(isWide ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f);
        at += isWide ? 2 : 1;
      }
    }
  }
  return own;
}

function boxesIn(view: DataView, start: number, end: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end; ) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= end;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    const from = at + (isLong ? 16 : 8);
    if (at + length < from || at + length > end) break;
    boxes.push({ name: lettersAt(view, at + 4), from, to: at + length });
    at += length;
  }
  return boxes;
}

function lettersAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
