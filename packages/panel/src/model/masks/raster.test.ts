import { describe, expect, it } from 'vitest';
import { areaBetween, isNothing, NOTHING, unite } from './area.js';
import {
  covered,
  createRaster,
  cutOut,
  fillRaster,
  invertRaster,
  isBlank,
  putBack,
} from './raster.js';

describe('a mask', () => {
  it('is filled, turned round and blank again', () => {
    const raster = createRaster({ width: 2, height: 2 });
    raster.data[1] = 255;
    raster.data[2] = 55;
    expect(invertRaster(raster)).toEqual({ x: 0, y: 0, width: 2, height: 2 });
    expect([...raster.data]).toEqual([255, 0, 200, 255]);
    expect(isBlank(raster)).toBe(false);
    fillRaster(raster, 0);
    expect(isBlank(raster)).toBe(true);
  });

  it('takes the stronger of what is there and what is drawn, and the weaker under an eraser', () => {
    expect(covered(100, 0.5, 'mark')).toBe(128);
    expect(covered(200, 0.5, 'mark')).toBe(200);
    expect(covered(200, 0.5, 'erase')).toBe(127);
    expect(covered(100, 0.5, 'erase')).toBe(100);
  });

  it('gives a part of it row by row, and takes it back', () => {
    const raster = createRaster({ width: 4, height: 3 });
    raster.data.set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const area = { x: 1, y: 1, width: 2, height: 2 };
    const bytes = cutOut(raster, area);
    expect([...bytes]).toEqual([5, 6, 9, 10]);
    fillRaster(raster, 0);
    putBack(raster, area, bytes);
    expect([...raster.data]).toEqual([0, 0, 0, 0, 0, 5, 6, 0, 0, 9, 10, 0]);
  });
});

describe('an area', () => {
  it('holds the pixels between two corners that lie in the mask', () => {
    const size = { width: 10, height: 8 };
    expect(areaBetween(-3, 1.2, 4.1, 99, size)).toEqual({ x: 0, y: 1, width: 5, height: 7 });
    expect(areaBetween(12, 2, 14, 4, size)).toEqual(NOTHING);
    expect(areaBetween(-9, 2, -1, 4, size)).toEqual(NOTHING);
  });

  it('grows around another one, and nothing adds nothing', () => {
    const a = { x: 1, y: 2, width: 2, height: 2 };
    expect(unite(a, { x: 5, y: 0, width: 1, height: 1 })).toEqual({
      x: 1,
      y: 0,
      width: 5,
      height: 4,
    });
    expect(unite(a, NOTHING)).toBe(a);
    expect(unite(NOTHING, a)).toBe(a);
    expect(isNothing(unite(NOTHING, NOTHING))).toBe(true);
  });
});
