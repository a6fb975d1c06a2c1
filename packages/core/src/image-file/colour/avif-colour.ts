import { StyleTransferError } from '../../base/errors.js';
import { startsWith } from '../../base/letters.js';
import { sentence } from '../../base/sentence.js';
import { viewOf } from '../../base/view-of.js';
import { type IsoBox, isoBoxAt, isoBoxes } from '../bytes/iso-boxes.js';
import { spaceOfCodePoints } from './code-points.js';
import type { ColourSpace } from './colour-space.js';

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
  const codes = codePointsOf(bytes);
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
function codePointsOf(bytes: Uint8Array): typeof SRGB | null {
  const meta = isoBoxAt(bytes, ['meta']);
  if (meta === null) return null;
  const view = viewOf(bytes);
  // Behind version and flags.
  const parts = isoBoxes(bytes, meta.start + 4, meta.end);
  const lists = boxesOfAll(bytes, parts, 'iprp');
  const own = propertiesOf(view, primaryItem(view, parts), lists);
  for (const [index, { name, start, end }] of boxesOfAll(bytes, lists, 'ipco').entries()) {
    const isCode = name === 'colr' && start + 8 <= end && startsWith(bytes, 'nclx', start);
    if (isCode && own.has(index + 1)) {
      return { primaries: view.getUint16(start + 4), transfer: view.getUint16(start + 6) };
    }
  }
  return null;
}

/** What lies in the boxes of a name. */
function boxesOfAll(bytes: Uint8Array, within: readonly IsoBox[], name: string): readonly IsoBox[] {
  return within.flatMap((box) => (box.name === name ? isoBoxes(bytes, box.start, box.end) : []));
}

function primaryItem(view: DataView, parts: readonly IsoBox[]): number {
  const box = parts.find(({ name }) => name === 'pitm');
  if (box === undefined || box.start + 6 > box.end) return 1;
  const isShort = view.getUint8(box.start) === 0 || box.start + 8 > box.end;
  return isShort ? view.getUint16(box.start + 4) : view.getUint32(box.start + 4);
}

/** The places of an item's properties, from 1, by the associations (`ipma`). */
function propertiesOf(view: DataView, item: number, lists: readonly IsoBox[]): ReadonlySet<number> {
  const own = new Set<number>();
  for (const { start, end } of lists.filter(({ name }) => name === 'ipma')) {
    if (start + 8 > end) continue;
    const idBytes = view.getUint8(start) === 0 ? 2 : 4;
    const isWide = (view.getUint8(start + 3) & 1) === 1;
    for (let at = start + 8; at + idBytes + 1 <= end; ) {
      const id = idBytes === 2 ? view.getUint16(at) : view.getUint32(at);
      const count = view.getUint8(at + idBytes);
      at += idBytes + 1;
      for (let i = 0; i < count && at + (isWide ? 2 : 1) <= end; i++) {
        if (id === item) own.add(isWide ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f);
        at += isWide ? 2 : 1;
      }
    }
  }
  return own;
}
