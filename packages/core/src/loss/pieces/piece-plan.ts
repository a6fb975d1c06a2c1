import { sizeOf } from '../../image/cut.js';
import type { Size } from '../../image/fit.js';
import type { Box } from '../../image/trim.js';
import { deepestOf, type LayerName, poolingsBefore } from '../../vgg19/network/layers.js';

/** One of the overlapping parts in which a picture passes through a network. */
export interface Piece {
  /** What the piece answers for: the pieces' own parts are the whole picture, and nothing twice. */
  readonly own: Box;
  /** What the network is shown: its own part and, where the picture goes on, the margin around it. */
  readonly seen: Box;
}

/** A picture of some size in pieces; a single one is the picture itself. */
export interface PiecePlan {
  readonly size: Size;
  readonly pieces: readonly Piece[];
}

/** How a network mixes neighbours, px. */
export interface Reach {
  /** So far from a pixel, and no further, lies what the network's answer there depends on. */
  readonly margin: number;
  /** What its poolings make one position of; pieces begin and end at multiples of it. */
  readonly step: number;
}

/**
 * How far a network of 3×3 convolutions sees: each adds one position of its own map, 2ⁿ px after n
 * poolings, to every side. For VGG19 up to conv5_1 that is 2·1 + 2·2 + 4·4 + 4·8 + 16 = 70 px, and the next
 * multiple of 16 is 80.
 */
export function reachOf(layerNames: readonly LayerName[]): Reach {
  const step = 2 ** poolingsBefore(deepestOf(layerNames));
  const exact = layerNames.reduce((sum, name) => sum + 2 ** poolingsBefore(name), 0);
  return { margin: Math.ceil(exact / step) * step, step };
}

/** The plan of a picture that passes through the network as it is. */
export function wholePicture(size: Size): PiecePlan {
  const all = { left: 0, top: 0, right: size.width, bottom: size.height };
  return { size, pieces: [{ own: all, seen: all }] };
}

/**
 * Cuts a picture into pieces of which the network is shown no more than `seen` at a time: a positive
 * multiple of the reach's step, over two margins, or all of the picture's width or height. All but
 * the last of a row and a column have exactly that size, so that little has to be planned or
 * compiled twice.
 */
export function planPieces(size: Size, seen: Size, reach: Reach): PiecePlan {
  const columns = cutAlong(size.width, seen.width, reach);
  const rows = cutAlong(size.height, seen.height, reach);
  const pieces = rows.flatMap((row) =>
    columns.map((column) => ({ own: box(column.own, row.own), seen: box(column.seen, row.seen) })),
  );
  return { size, pieces };
}

/** The smallest length to be seen at a time that cuts `length` into so many, or `null` if none does, px. */
function seenLength(length: number, count: number, { margin, step }: Reach): number | null {
  if (count === 1) return length;
  const even = (length + 2 * margin * (count - 1)) / count;
  const seen = Math.ceil(even / step) * step;
  return seen > 2 * margin && seen < length ? seen : null;
}

/** How a length is cut up. */
export interface Cut {
  /** How much of it is seen at a time, px; all but the last part see exactly that. */
  readonly seen: number;
  readonly parts: number;
  /** Seen in all, px: margins as often as they are seen. */
  readonly total: number;
}

/** Ways to cut a length into up to `most` parts, fewest first. */
export function cutsOf(length: number, most: number, reach: Reach): Cut[] {
  const cuts: Cut[] = [];
  for (let count = 1; count <= most; count++) {
    const seen = seenLength(length, count, reach);
    if (seen === null || seen === cuts.at(-1)?.seen) continue;
    const spans = cutAlong(length, seen, reach);
    const total = spans.reduce((sum, span) => sum + span.seen.until - span.seen.from, 0);
    cuts.push({ seen, parts: spans.length, total });
  }
  return cuts;
}

/** Pixels of the largest piece with its margins. */
export function largestPiece({ pieces }: PiecePlan): number {
  return Math.max(...pieces.map(({ seen }) => area(seen)));
}

function area(of: Box): number {
  const { width, height } = sizeOf(of);
  return width * height;
}

interface Span {
  readonly from: number;
  readonly until: number;
}

function cutAlong(
  length: number,
  seen: number,
  { margin }: Reach,
): { readonly own: Span; readonly seen: Span }[] {
  const spans: { readonly own: Span; readonly seen: Span }[] = [];
  for (let from = 0; ; from += seen - 2 * margin) {
    const isLast = from + seen >= length;
    const until = isLast ? length : from + seen;
    const own = { from: from === 0 ? 0 : from + margin, until: isLast ? length : until - margin };
    spans.push({ own, seen: { from, until } });
    if (isLast) return spans;
  }
}

function box(column: Span, row: Span): Box {
  return { left: column.from, top: row.from, right: column.until, bottom: row.until };
}
