import { expect, it } from 'vitest';
import { asScene, type FakeNode, fakeNode } from '../test/fake-figma.js';
import { outlineOf } from './outline.js';

const BOX = [10, 20, 40, 30] as const;

/** The points of an outline. */
function pointsOf(node: FakeNode, more: object = {}): readonly (readonly [number, number])[] {
  const outline = outlineOf(asScene(Object.assign(node, more)));
  return outline.flatMap((x, at) => (at % 2 === 0 ? [[x, outline[at + 1]] as const] : []));
}

it('of a box are its corners, with the clock', () => {
  const corners = [
    [10, 20],
    [50, 20],
    [50, 50],
    [10, 50],
  ];
  expect(pointsOf(fakeNode({ type: 'FRAME', box: BOX }))).toEqual(corners);
});

it('of a rounded box goes around each corner by its radius, half of the short side at most', () => {
  const radii = { topLeftRadius: 10, topRightRadius: 0, bottomRightRadius: 100 };
  const node = fakeNode({ type: 'FRAME', box: BOX });
  const points = pointsOf(node, { ...radii, bottomLeftRadius: 0 });
  // Two round corners of 17 points, and two sharp ones.
  expect(points).toHaveLength(36);
  const [first, ...upperLeft] = points.slice(0, 17);
  expect(first).toEqual([expect.closeTo(10, 9), expect.closeTo(30, 9)]);
  for (const [x, y] of upperLeft) expect(Math.hypot(x - 20, y - 30)).toBeCloseTo(10, 9);
  expect(points[16]).toEqual([expect.closeTo(20, 9), expect.closeTo(20, 9)]);
  expect(points[17]).toEqual([50, 20]);
  for (const [x, y] of points.slice(18, 35)) expect(Math.hypot(x - 35, y - 35)).toBeCloseTo(15, 9);
  expect(points[35]).toEqual([10, 50]);
});

it('of an ellipse is the ellipse, all around', () => {
  const points = pointsOf(fakeNode({ type: 'ELLIPSE', box: BOX }));
  for (const [x, y] of points) expect(((x - 30) / 20) ** 2 + ((y - 35) / 15) ** 2).toBeCloseTo(1);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const ends = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  expect(ends).toEqual([10, 50, 20, 50].map((end) => expect.closeTo(end, 9)));
});
