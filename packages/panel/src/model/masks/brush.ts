import { type Area, areaBetween } from './area.js';
import { covered, type Effect, type Raster } from './raster.js';

/** Where the brush touches a mask, px from its left upper corner. */
export interface Touch {
  readonly x: number;
  readonly y: number;
  /** Of the round brush there, px. */
  readonly radius: number;
}

export interface BrushLook {
  /** Share of the radius over which the edge fades, 0 hard .. 1 soft. */
  readonly softness: number;
  readonly effect: Effect;
}

/** A brush smaller than a pixel would fall between them. */
const SMALLEST = 0.5;

/**
 * Draws a soft round brush along the way from one touch to the next: what stamping it without end at ever smaller
 * distances would come to, since the strongest stamp counts. Radii between the two are interpolated.
 *
 * @returns what may have changed
 */
export function drawBrush(raster: Raster, from: Touch, to: Touch, look: BrushLook): Area {
  const start = { ...from, radius: Math.max(SMALLEST, from.radius) };
  const end = { ...to, radius: Math.max(SMALLEST, to.radius) };
  const reach = Math.max(start.radius, end.radius) + 1;
  const area = areaBetween(
    Math.min(start.x, end.x) - reach,
    Math.min(start.y, end.y) - reach,
    Math.max(start.x, end.x) + reach,
    Math.max(start.y, end.y) + reach,
    raster,
  );
  for (let y = area.y; y < area.y + area.height; y++) {
    drawRow(raster, y, area, wayOf(start, end), look, reach);
  }
  return area;
}

interface Way {
  readonly start: Touch;
  readonly dx: number;
  readonly dy: number;
  readonly dRadius: number;
  /** Of its length; 1 for none, where nothing is divided that matters. */
  readonly square: number;
}

function wayOf(start: Touch, end: Touch): Way {
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  return { start, dx, dy, dRadius: end.radius - start.radius, square: dx * dx + dy * dy || 1 };
}

function drawRow(
  { data, width }: Raster,
  y: number,
  area: Area,
  { start, dx, dy, dRadius, square }: Way,
  { softness, effect }: BrushLook,
  reach: number,
): void {
  const py = y + 0.5 - start.y;
  // Most of a large brush lies where it was a moment ago.
  const finished = effect === 'mark' ? 255 : 0;
  for (let x = area.x; x < area.x + area.width; x++) {
    const at = y * width + x;
    if (data[at] === finished) continue;
    const px = x + 0.5 - start.x;
    // The nearest place of the way to the pixel's centre, 0..1.
    const along = Math.min(1, Math.max(0, (px * dx + py * dy) / square));
    const ox = px - along * dx;
    const oy = py - along * dy;
    const distance = ox * ox + oy * oy;
    if (distance >= reach * reach) continue;
    const coverage = coverageAt(Math.sqrt(distance), start.radius + along * dRadius, softness);
    if (coverage > 0) data[at] = covered(data[at], coverage, effect);
  }
}

/** Whole inside, falling smoothly to nothing half a pixel beyond the radius; over one pixel where the edge is hard. */
function coverageAt(distance: number, radius: number, softness: number): number {
  const edge = Math.max(1, softness * radius);
  const share = Math.min(1, Math.max(0, (radius + 0.5 - distance) / edge));
  return share * share * (3 - 2 * share);
}
