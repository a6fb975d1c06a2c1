import type { Size } from '../image/fit.js';
import {
  type Cut,
  cutsOf,
  largestPiece,
  type PiecePlan,
  planPieces,
} from '../loss/pieces/piece-plan.js';
import type { IterationMemory } from './iteration-memory.js';

/** How the iterations of a scale are computed; all plans have the same gradient. */
export interface PaintingPlan {
  /** `whole`: the network sees the picture at once; `tiles`: piece by piece with margins, in two rounds. */
  readonly kind: 'whole' | 'tiles';
  readonly pieces: PiecePlan;
  /** What an iteration takes, in times what it would with the whole picture. */
  readonly timeFactor: number;
  /** Bytes that an iteration takes at its peak, on the careful side. */
  readonly bytes: number;
}

/** Of an iteration's time, the share of the way there, which all pieces but the last go twice. */
const FORWARD = 0.4;

/** Pictures are cut into at most so many columns, and so many rows. */
const MOST_CUTS = 64;

/** Where the network sees no more pixels, it is not what memory runs out for. */
const SMALL = 64 ** 2;

/** Of what there is, the least for a piece, however much the picture itself takes. */
const LEAST_FOR_NETWORK = 0.25;

/** What a plan has to fit into. */
export interface Room {
  /** Bytes in all. */
  readonly bytes: number;
  /** Pixels that the network may see at a time; fewer than `bytes` lets it once those have turned out not to be there. */
  readonly seen: number;
}

/**
 * The fastest plan for a picture that fits. Estimates are on the careful side: where the picture
 * alone takes more, or nothing fits, it is tried all the same.
 */
export function choosePlan(size: Size, memory: IterationMemory, room: Room): PaintingPlan {
  const ways = fastestFirst(size, memory);
  const fits = (way: WayToCut) => {
    const picture = perPixel(way, memory) * areaOf(size);
    const forNetwork = Math.max(room.bytes - picture, room.bytes * leastShare(way));
    return areaOf(way.seen) <= room.seen && memory.network(way.seen) <= forNetwork;
  };
  return planOf(size, ways.find(fits) ?? smallest(ways), memory);
}

function perPixel({ parts }: WayToCut, memory: IterationMemory): number {
  return parts === 1 ? memory.perPixel.whole : memory.perPixel.tiles;
}

function leastShare({ parts }: WayToCut): number {
  return parts === 1 ? 0 : LEAST_FOR_NETWORK;
}

/**
 * Room in which the network sees at most half as much at a time as with a plan whose memory was not
 * there; `null` where no plan has so little.
 */
export function halfTheRoom(
  { pieces }: PaintingPlan,
  memory: IterationMemory,
  { bytes }: Room,
): Room | null {
  const seen = largestPiece(pieces) / 2;
  if (seen < SMALL) return null;
  return areaOf(smallest(fastestFirst(pieces.size, memory)).seen) <= seen ? { bytes, seen } : null;
}

interface WayToCut {
  readonly seen: Size;
  readonly parts: number;
  readonly timeFactor: number;
}

function fastestFirst(size: Size, { reach }: IterationMemory): WayToCut[] {
  const columns = cutsOf(size.width, MOST_CUTS, reach);
  const rows = cutsOf(size.height, MOST_CUTS, reach);
  const ways = rows.flatMap((row) =>
    columns.map((column) => ({
      seen: { width: column.seen, height: row.seen },
      parts: column.parts * row.parts,
      timeFactor: timeFactor(size, column, row),
    })),
  );
  return ways.sort((a, b) => a.timeFactor - b.timeFactor);
}

function timeFactor(size: Size, column: Cut, row: Cut): number {
  const again = 1 - 1 / (column.parts * row.parts);
  return ((column.total * row.total) / areaOf(size)) * (1 + FORWARD * again);
}

function smallest(ways: readonly WayToCut[]): WayToCut {
  return ways.reduce((best, one) => (areaOf(one.seen) < areaOf(best.seen) ? one : best));
}

function planOf(size: Size, way: WayToCut, memory: IterationMemory): PaintingPlan {
  const { seen, timeFactor: factor } = way;
  const pieces = planPieces(size, seen, memory.reach);
  return {
    kind: pieces.pieces.length === 1 ? 'whole' : 'tiles',
    pieces,
    timeFactor: factor,
    bytes: memory.network(seen) + perPixel(way, memory) * areaOf(size),
  };
}

function areaOf({ width, height }: Size): number {
  return width * height;
}
