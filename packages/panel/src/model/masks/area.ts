import type { Size } from '@pastiche/core';

/** A part of a mask in whole pixels; without width or height it is nothing. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

export const NOTHING: Area = { x: 0, y: 0, width: 0, height: 0 };

/** Whether there is no pixel in it. */
export function isNothing({ width, height }: Area): boolean {
  return width <= 0 || height <= 0;
}

/** All of a mask. */
export function wholeOf({ width, height }: Size): Area {
  return { x: 0, y: 0, width, height };
}

/** The smallest area with all of both. */
export function unite(a: Area, b: Area): Area {
  if (isNothing(a)) return b;
  if (isNothing(b)) return a;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The pixels of a mask that lie between two corners, touched ones included. */
export function areaBetween(
  left: number,
  top: number,
  right: number,
  bottom: number,
  { width, height }: Size,
): Area {
  const x = Math.max(0, Math.floor(left));
  const y = Math.max(0, Math.floor(top));
  const area = {
    x,
    y,
    width: Math.min(width, Math.ceil(right)) - x,
    height: Math.min(height, Math.ceil(bottom)) - y,
  };
  return isNothing(area) ? NOTHING : area;
}
