import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTo, boundsOf, invert, multiply, placement, rotationOf, union } from './matrix.js';

const NUMBER = fc.double({ min: -1000, max: 1000, noNaN: true });
const PLACEMENT = fc
  .tuple(NUMBER, NUMBER, fc.double({ min: -179, max: 179, noNaN: true }))
  .map(([x, y, degrees]) => placement(x, y, degrees));

describe('matrices', () => {
  it('turn against the clock, with y pointing down', () => {
    // A turn by 90 degrees takes the point right of the corner to the point above it.
    const { x, y } = applyTo(placement(10, 20, 90), { x: 5, y: 0 });
    expect(x).toBeCloseTo(10);
    expect(y).toBeCloseTo(15);
    expect(rotationOf(placement(1, 2, 90))).toBeCloseTo(90);
    expect(rotationOf(placement(1, 2))).toBe(0);
  });

  it('apply the inner one first', () => {
    const inner = placement(1, 0);
    const outer = placement(0, 0, 90);
    // (0, 0) moves to (1, 0) and turns to (0, -1).
    const point = applyTo(multiply(outer, inner), { x: 0, y: 0 });
    expect(point.x).toBeCloseTo(0);
    expect(point.y).toBeCloseTo(-1);
  });

  it('times their inverse leave every point where it is', () => {
    fc.assert(
      fc.property(PLACEMENT, NUMBER, NUMBER, (transform, x, y) => {
        const there = applyTo(transform, { x, y });
        const back = applyTo(invert(transform), there);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it('have an upright rectangle around what they turn', () => {
    const box = boundsOf(placement(0, 0, 45), { x: 0, y: 0, width: 1, height: 1 });
    expect(box.width).toBeCloseTo(Math.SQRT2);
    expect(box.y).toBeCloseTo(-Math.SQRT1_2);
    expect(union([])).toBeNull();
    expect(
      union([
        { x: 0, y: 0, width: 1, height: 1 },
        { x: 4, y: -1, width: 1, height: 1 },
      ]),
    ).toEqual({ x: 0, y: -1, width: 5, height: 2 });
  });

  it('without an inverse say so', () => {
    expect(() =>
      invert([
        [0, 0, 1],
        [0, 0, 1],
      ]),
    ).toThrow('The matrix has no inverse.');
  });
});
