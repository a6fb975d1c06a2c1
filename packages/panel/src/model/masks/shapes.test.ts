import { describe, expect, it } from 'vitest';
import { createRaster, fillRaster } from './raster.js';
import { drawShape } from './shapes.js';

const sum = (data: Uint8Array) => data.reduce((total, value) => total + value / 255, 0);

describe('a shape', () => {
  it('that is a rectangle covers pixels by the part of them that lies in it', () => {
    const raster = createRaster({ width: 4, height: 3 });
    drawShape(raster, 'rectangle', { x: 0.5, y: 1, width: 2, height: 1.25 }, 'mark');
    expect([...raster.data]).toEqual([0, 0, 0, 0, 128, 255, 128, 0, 32, 64, 32, 0]);
  });

  it('that is an ellipse has the area π·a·b', () => {
    const raster = createRaster({ width: 80, height: 60 });
    drawShape(raster, 'ellipse', { x: 10, y: 10, width: 60, height: 40 }, 'mark');
    expect(Math.abs(sum(raster.data) - Math.PI * 30 * 20)).toBeLessThan(6);
    expect(raster.data[30 * 80 + 40]).toBe(255);
    expect(raster.data[11 * 80 + 12]).toBe(0);
  });

  it('is cut off at the mask’s edge', () => {
    const raster = createRaster({ width: 8, height: 8 });
    const area = drawShape(raster, 'rectangle', { x: -5, y: 4, width: 100, height: 100 }, 'mark');
    expect(area).toEqual({ x: 0, y: 3, width: 8, height: 5 });
    expect(sum(raster.data)).toBe(32);
  });

  it('takes away what it covers', () => {
    const raster = createRaster({ width: 4, height: 4 });
    fillRaster(raster, 255);
    drawShape(raster, 'rectangle', { x: 1, y: 1, width: 2, height: 2 }, 'erase');
    expect(sum(raster.data)).toBe(12);
    expect(raster.data[5]).toBe(0);
  });
});
