import { inEnglish } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { shapeAfterKey, shapeBetween, shapeInView, whereabouts } from './placed-shape.js';

const RECT = { x: 0, y: 0, width: 400, height: 200 };
const SHAPE = { kind: 'rectangle', x: 0.5, y: 0.5, width: 0.25, height: 0.25 } as const;

describe('a shape that is placed', () => {
  it('lies between two corners, whichever came first', () => {
    const corners = [
      { x: 0.75, y: 0.25 },
      { x: 0.25, y: 0.5 },
    ] as const;
    const wanted = { kind: 'ellipse', x: 0.25, y: 0.25, width: 0.5, height: 0.25 };
    expect(shapeBetween('ellipse', corners[0], corners[1])).toEqual(wanted);
    expect(shapeBetween('ellipse', corners[1], corners[0])).toEqual(wanted);
  });

  it('begins in the middle of what is seen of the picture', () => {
    const viewport = { width: 400, height: 300 };
    expect(shapeInView('rectangle', RECT, viewport)).toEqual({
      kind: 'rectangle',
      x: 0.25,
      y: 0.25,
      width: 0.5,
      height: 0.5,
    });
    // Enlarged four times, 600 of its 1600 px are on the left of the viewport: shares 0.375 to 0.625 are seen.
    const enlarged = { x: -600, y: 0, width: 1600, height: 300 };
    expect(shapeInView('rectangle', enlarged, viewport)).toMatchObject({ x: 0.4375, width: 0.125 });
  });

  it('is moved by arrow keys in steps of 8 px on the screen, and stays on the picture', () => {
    expect(shapeAfterKey(SHAPE, 'ArrowRight', false, RECT)).toEqual({ ...SHAPE, x: 0.52 });
    expect(shapeAfterKey(SHAPE, 'ArrowUp', false, RECT)).toEqual({ ...SHAPE, y: 0.46 });
    expect(shapeAfterKey({ ...SHAPE, x: 0.75 }, 'ArrowRight', false, RECT)).toMatchObject({
      x: 0.75,
    });
    expect(shapeAfterKey({ ...SHAPE, y: 0 }, 'ArrowUp', false, RECT)).toMatchObject({ y: 0 });
    expect(shapeAfterKey(SHAPE, 'Home', false, RECT)).toBeNull();
  });

  it('is sized by them with Shift, from one step to the edge of the picture', () => {
    expect(shapeAfterKey(SHAPE, 'ArrowRight', true, RECT)).toEqual({ ...SHAPE, width: 0.27 });
    expect(shapeAfterKey({ ...SHAPE, width: 0.5 }, 'ArrowRight', true, RECT)).toMatchObject({
      width: 0.5,
    });
    expect(shapeAfterKey({ ...SHAPE, height: 0.04 }, 'ArrowUp', true, RECT)).toMatchObject({
      height: 0.04,
    });
  });

  it('says where it is', () => {
    expect(inEnglish(whereabouts({ ...SHAPE, kind: 'ellipse', x: 0.123 }))).toBe(
      'Ellipse: 12 % from the left, 50 % from the top, 25 % wide, 25 % high',
    );
  });
});
