import { describe, expect, it } from 'vitest';
import { drawBrush } from './brush.js';
import { createRaster, type Raster } from './raster.js';

const at = ({ data, width }: Raster, x: number, y: number) => data[y * width + x];
const HARD = { softness: 0, effect: 'mark' } as const;

describe('the brush', () => {
  it('marks a disc as large as itself, with an edge of one pixel', () => {
    const raster = createRaster({ width: 21, height: 21 });
    const touch = { x: 10.5, y: 10.5, radius: 5 };
    drawBrush(raster, touch, touch, HARD);
    expect(at(raster, 10, 10)).toBe(255);
    expect(at(raster, 14, 10)).toBe(255);
    // Its centre lies on the edge: half a pixel of the fading pixel is left, 0.5²·(3 − 1) = 0.5.
    expect(at(raster, 15, 10)).toBe(128);
    expect(at(raster, 16, 10)).toBe(0);
    const marks = raster.data.reduce((sum, value) => sum + value / 255, 0);
    expect(marks).toBeGreaterThan(Math.PI * 25 - 2);
    expect(marks).toBeLessThan(Math.PI * 25 + 2);
  });

  it('fades over the share of its radius that is soft', () => {
    const raster = createRaster({ width: 41, height: 41 });
    const touch = { x: 20.5, y: 20.5, radius: 16 };
    drawBrush(raster, touch, touch, { softness: 0.5, effect: 'mark' });
    // Whole to 8.5 px from the centre, nothing from 16.5 px on: at 12 px (16.5 − 12)/8 = 0.5625 is left,
    // 0.5625²·(3 − 1.125) = 0.5933.
    expect(at(raster, 28, 20)).toBe(255);
    expect(at(raster, 32, 20)).toBe(Math.round(255 * 0.59326171875));
    expect(at(raster, 37, 20)).toBe(0);
  });

  it('leaves no gap on a long way, however quick the hand', () => {
    const raster = createRaster({ width: 64, height: 16 });
    drawBrush(raster, { x: 4, y: 8, radius: 3 }, { x: 60, y: 8, radius: 3 }, HARD);
    for (let x = 4; x < 60; x++) expect(at(raster, x, 8)).toBe(255);
    expect(at(raster, 32, 1)).toBe(0);
  });

  it('grows and shrinks on its way with the pressure of a pen', () => {
    const raster = createRaster({ width: 64, height: 32 });
    drawBrush(raster, { x: 8, y: 16, radius: 2 }, { x: 56, y: 16, radius: 10 }, HARD);
    const height = (x: number) =>
      Array.from({ length: 32 }, (_, y) => at(raster, x, y)).filter((value) => value > 127).length;
    expect(height(8)).toBeLessThan(height(32));
    expect(height(32)).toBeLessThan(height(56));
  });

  it('does not add up where a stroke crosses itself', () => {
    const raster = createRaster({ width: 32, height: 32 });
    const touch = { x: 16, y: 16, radius: 10 };
    const soft = { softness: 1, effect: 'mark' } as const;
    drawBrush(raster, touch, touch, soft);
    const once = raster.data.slice();
    drawBrush(raster, touch, touch, soft);
    expect(raster.data).toEqual(once);
  });

  it('as an eraser takes away exactly what it would mark', () => {
    const raster = createRaster({ width: 24, height: 24 });
    const touch = { x: 12, y: 12, radius: 6 };
    drawBrush(raster, touch, touch, { softness: 0.4, effect: 'mark' });
    const marked = raster.data.slice();
    raster.data.fill(255);
    drawBrush(raster, touch, touch, { softness: 0.4, effect: 'erase' });
    expect(raster.data).toEqual(marked.map((value) => 255 - value));
  });

  it('says what it may have changed, and changes nothing else', () => {
    const raster = createRaster({ width: 40, height: 40 });
    const area = drawBrush(raster, { x: 2, y: 20, radius: 4 }, { x: 20, y: 38, radius: 4 }, HARD);
    expect(area).toEqual({ x: 0, y: 15, width: 25, height: 25 });
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++) {
        const inside = x < 25 && y >= 15;
        if (!inside) expect(at(raster, x, y)).toBe(0);
      }
    }
  });

  it('beside the picture marks nothing, and smaller than a pixel still something', () => {
    const raster = createRaster({ width: 16, height: 16 });
    const beside = { x: -20, y: 40, radius: 3 };
    expect(drawBrush(raster, beside, beside, HARD).width).toBe(0);
    const tiny = { x: 8.5, y: 8.5, radius: 0.01 };
    drawBrush(raster, tiny, tiny, HARD);
    expect(at(raster, 8, 8)).toBe(255);
  });
});
