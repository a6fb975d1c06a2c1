import type { Mask, Size } from '@pastiche/core';
import { type Area, NOTHING, wholeOf } from './area.js';

/** A mask that is drawn on: `[h, w]` row-major bytes, 0 not marked, 255 wholly. */
export interface Raster extends Mask {
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What drawing does to what is there. */
export type Effect = 'mark' | 'erase';

/** A mask that marks nothing. */
export function createRaster({ width, height }: Size): Raster {
  return { width, height, data: new Uint8Array(width * height) };
}

/**
 * What a pixel becomes under `coverage` (0..1) of drawing. The stronger of the two counts and nothing adds up, so that
 * a stroke over itself is as one stroke.
 */
export function covered(value: number, coverage: number, effect: Effect): number {
  const amount = Math.round(255 * coverage);
  return effect === 'mark' ? Math.max(value, amount) : Math.min(value, 255 - amount);
}

/** Gives all of a mask one value. */
export function fillRaster(raster: Raster, value: number): Area {
  raster.data.fill(value);
  return wholeOf(raster);
}

/** Gives a mask the bytes of another one of its size; one of another size is left out. */
export function layOver(raster: Raster, { width, height, data }: Mask): Area {
  if (raster.width !== width || raster.height !== height) return NOTHING;
  raster.data.set(data);
  return wholeOf(raster);
}

/** Marks what is not marked, and the other way round. */
export function invertRaster(raster: Raster): Area {
  const { data } = raster;
  for (let at = 0; at < data.length; at++) data[at] = 255 - data[at];
  return wholeOf(raster);
}

/** The bytes of a part of a mask, row by row. */
export function cutOut({ data, width }: Raster, area: Area): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(area.width * area.height);
  for (let row = 0; row < area.height; row++) {
    const from = (area.y + row) * width + area.x;
    bytes.set(data.subarray(from, from + area.width), row * area.width);
  }
  return bytes;
}

/** Puts back what `cutOut` gave. */
export function putBack({ data, width }: Raster, area: Area, bytes: Uint8Array): void {
  for (let row = 0; row < area.height; row++) {
    const from = row * area.width;
    data.set(bytes.subarray(from, from + area.width), (area.y + row) * width + area.x);
  }
}

/** Whether nothing is marked. */
export function isBlank({ data }: Raster): boolean {
  return data.every((value) => value === 0);
}
