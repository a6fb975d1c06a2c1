import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitScale, fittedView, nextScale, overflows, panBy, pictureRect, zoomAt } from './zoom.js';

const PICTURE = { width: 400, height: 300 };
const VIEWPORT = { width: 200, height: 240 };

describe('fitScale', () => {
  it('shows the whole picture', () => {
    // 200 / 400 = 0.5 is less than 240 / 300 = 0.8; no air below 260 px.
    expect(fitScale(VIEWPORT, PICTURE)).toBe(0.5);
  });

  it('leaves air in a large viewport', () => {
    // (660 − 260) / 8 = 50, at most 24: (848 − 48) / 400 = 2 and (660 − 48) / 300 = 2.04.
    expect(fitScale({ width: 848, height: 660 }, PICTURE)).toBe(2);
  });

  it('enlarges to twice at most, and survives a picture without a size', () => {
    expect(fitScale({ width: 2000, height: 2000 }, { width: 50, height: 50 })).toBe(2);
    expect(fitScale(VIEWPORT, { width: 0, height: 0 })).toBe(1);
  });
});

describe('pictureRect', () => {
  it('centres a fitted picture', () => {
    // 400 · 0.5 = 200 wide, 300 · 0.5 = 150 high: (240 − 150) / 2 = 45 above.
    expect(pictureRect(fittedView(PICTURE), VIEWPORT, PICTURE)).toEqual({
      x: 0,
      y: 45,
      width: 200,
      height: 150,
    });
  });

  it('leaves no gap at the edge of a picture that is larger than the viewport', () => {
    const view = { scale: 1, centre: { x: 0, y: 1000 } };
    // As far right and as high as it may lie: x = 0, y = 240 − 300.
    expect(pictureRect(view, VIEWPORT, PICTURE)).toMatchObject({ x: 0, y: -60 });
  });
});

describe('zoomAt', () => {
  it('keeps the picture point under the pointer, unless an edge would show', () => {
    const point = { x: 50, y: 120 };
    const view = zoomAt(fittedView(PICTURE), VIEWPORT, PICTURE, 2, point);
    const rect = pictureRect(view, VIEWPORT, PICTURE);
    // Before, x = 50 was picture x = 50 / 0.5 = 100 and y = 120 was (120 − 45) / 0.5 = 150.
    expect((point.x - rect.x) / 2).toBeCloseTo(100, 10);
    expect((point.y - rect.y) / 2).toBeCloseTo(150, 10);
  });

  it('stays between 10 % and 800 %', () => {
    const view = fittedView(PICTURE);
    expect(zoomAt(view, VIEWPORT, PICTURE, 99).scale).toBe(8);
    expect(zoomAt(view, VIEWPORT, PICTURE, 0.001).scale).toBe(0.1);
  });

  it('shows some of the picture whatever is done to it', () => {
    const step = fc.record({
      scale: fc.double({ min: 0.05, max: 10, noNaN: true }),
      x: fc.double({ min: -500, max: 500, noNaN: true }),
      y: fc.double({ min: -500, max: 500, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let view = fittedView(PICTURE);
        for (const { scale, x, y } of steps) {
          view = zoomAt(view, VIEWPORT, PICTURE, scale, { x, y });
          view = panBy(view, VIEWPORT, PICTURE, x, y);
        }
        const { x, y, width, height } = pictureRect(view, VIEWPORT, PICTURE);
        expect(Math.min(x + width, VIEWPORT.width) - Math.max(x, 0)).toBeGreaterThan(0);
        expect(Math.min(y + height, VIEWPORT.height) - Math.max(y, 0)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('panBy', () => {
  it('moves the picture with the hand and turns back at once at an edge', () => {
    const view = zoomAt(fittedView(PICTURE), VIEWPORT, PICTURE, 1);
    // 400 − 200 = 200 px lie outside, half of them on each side.
    expect(pictureRect(view, VIEWPORT, PICTURE).x).toBe(-100);
    expect(pictureRect(panBy(view, VIEWPORT, PICTURE, 30, 0), VIEWPORT, PICTURE).x).toBe(-70);
    const far = panBy(view, VIEWPORT, PICTURE, 5000, 0);
    expect(pictureRect(far, VIEWPORT, PICTURE).x).toBe(0);
    expect(pictureRect(panBy(far, VIEWPORT, PICTURE, -10, 0), VIEWPORT, PICTURE).x).toBe(-10);
  });
});

describe('nextScale', () => {
  it.each([
    [1, 1, 1.5],
    [1, -1, 0.75],
    [0.6, 1, 0.75],
    [0.6, -1, 0.5],
    [8, 1, 8],
    [0.1, -1, 0.1],
    // As good as 1, so not "1" again.
    [0.995, 1, 1.5],
  ] as const)('goes from %d in direction %d to %d', (scale, direction, next) => {
    expect(nextScale(scale, direction)).toBe(next);
  });
});

it('tells whether there is something to move', () => {
  expect(overflows(fittedView(PICTURE), VIEWPORT, PICTURE)).toBe(false);
  expect(overflows({ scale: 1, centre: { x: 0, y: 0 } }, VIEWPORT, PICTURE)).toBe(true);
});
