import type { Size } from '@pastiche/core';
import type { Area } from './area.js';
import { drawBrush, type Touch } from './brush.js';
import type { Spot, StrokeLook } from './masks.js';
import type { Raster } from './raster.js';

/** A stroke that is being drawn. */
export interface Stroke {
  /** Draws on to there. @returns what may have changed */
  to(raster: Raster, spot: Spot, pressure: number): Area;
}

/** @param size of the mask, px */
export function createStroke(look: StrokeLook, size: Size): Stroke {
  let last: Touch | null = null;
  return {
    to: (raster, spot, pressure) => {
      const touch = touchAt(spot, pressure, look, size);
      const area = drawBrush(raster, last ?? touch, touch, look);
      last = touch;
      return area;
    },
  };
}

function touchAt({ x, y }: Spot, pressure: number, look: StrokeLook, size: Size): Touch {
  const radius = (look.size * Math.max(size.width, size.height) * pressure) / 2;
  return { x: x * size.width, y: y * size.height, radius };
}
