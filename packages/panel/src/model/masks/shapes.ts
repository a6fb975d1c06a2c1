import { type Area, areaBetween } from './area.js';
import { covered, type Effect, type Raster } from './raster.js';

export type ShapeKind = 'rectangle' | 'ellipse';

/** Where a shape lies, px from the mask's left upper corner; parts outside of the mask are cut off. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a rectangle or an ellipse with a smooth edge.
 *
 * @returns what may have changed
 */
export function drawShape(raster: Raster, kind: ShapeKind, bounds: Bounds, effect: Effect): Area {
  const { x, y, width, height } = bounds;
  const area = areaBetween(x - 1, y - 1, x + width + 1, y + height + 1, raster);
  const coverage = kind === 'rectangle' ? rectangleCoverage(bounds) : ellipseCoverage(bounds);
  for (let py = area.y; py < area.y + area.height; py++) {
    for (let px = area.x; px < area.x + area.width; px++) {
      const at = py * raster.width + px;
      raster.data[at] = covered(raster.data[at], coverage(px, py), effect);
    }
  }
  return area;
}

type Coverage = (x: number, y: number) => number;

/** The part of the pixel that lies in it. */
function rectangleCoverage({ x, y, width, height }: Bounds): Coverage {
  return (px, py) => overlap(px, x, x + width) * overlap(py, y, y + height);
}

function overlap(pixel: number, from: number, to: number): number {
  return Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
}

/** By the distance to its edge, taken along the gradient of (x/a)² + (y/b)² − 1: exact to the first order. */
function ellipseCoverage({ x, y, width, height }: Bounds): Coverage {
  const a = Math.max(0.5, width / 2);
  const b = Math.max(0.5, height / 2);
  return (px, py) => {
    const dx = px + 0.5 - x - width / 2;
    const dy = py + 0.5 - y - height / 2;
    const value = (dx / a) ** 2 + (dy / b) ** 2 - 1;
    const slope = 2 * Math.hypot(dx / a ** 2, dy / b ** 2);
    if (slope === 0) return 1;
    return Math.min(1, Math.max(0, 0.5 - value / slope));
  };
}
