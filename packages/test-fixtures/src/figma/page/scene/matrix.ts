import type { Rect, Transform } from '@figma/plugin-typings/plugin-api-standalone';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const IDENTITY: Transform = [
  [1, 0, 0],
  [0, 1, 0],
];

/** A turn by `degrees` against the clock (Figma's y points down) around (x, y). */
export function placement(x: number, y: number, degrees = 0): Transform {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = degrees === 0 ? [1, 0] : [Math.cos(angle), Math.sin(angle)];
  return [
    [cos, sin, x],
    [sin === 0 ? 0 : -sin, cos, y],
  ];
}

/** Degrees in -180..180 by which `transform` turns against the clock. */
export function rotationOf(transform: Transform): number {
  const angle = (Math.atan2(-transform[1][0], transform[0][0]) * 180) / Math.PI;
  return angle === 0 ? 0 : angle;
}

/** The same turn and mirroring without a shift. */
export function linearOf([[a, c], [b, d]]: Transform): Transform {
  return [
    [a, c, 0],
    [b, d, 0],
  ];
}

/** First `inner`, then `outer`. */
export function multiply(outer: Transform, inner: Transform): Transform {
  const row = ([a, b, c]: readonly [number, number, number]): [number, number, number] => [
    a * inner[0][0] + b * inner[1][0],
    a * inner[0][1] + b * inner[1][1],
    a * inner[0][2] + b * inner[1][2] + c,
  ];
  return [row(outer[0]), row(outer[1])];
}

/** @throws Error for a matrix that has no inverse. */
export function invert([[a, c, e], [b, d, f]]: Transform): Transform {
  const determinant = a * d - b * c;
  if (determinant === 0) throw new Error('The matrix has no inverse.');
  return [
    [d / determinant, -c / determinant, (c * f - d * e) / determinant],
    [-b / determinant, a / determinant, (b * e - a * f) / determinant],
  ];
}

export function applyTo(transform: Transform, { x, y }: Point): Point {
  const [[a, c, e], [b, d, f]] = transform;
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The smallest upright rectangle around a `width` × `height` box under `transform`. */
export function boundsOf(transform: Transform, { x, y, width, height }: Rect): Rect {
  const corners = [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
  ].map((corner) => applyTo(transform, corner));
  return around(corners);
}

/** The smallest rectangle around several; `null` for none. */
export function union(rectangles: readonly Rect[]): Rect | null {
  if (rectangles.length === 0) return null;
  return around(
    rectangles.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  );
}

function around(points: readonly Point[]): Rect {
  const x = Math.min(...points.map((point) => point.x));
  const y = Math.min(...points.map((point) => point.y));
  const right = Math.max(...points.map((point) => point.x));
  const bottom = Math.max(...points.map((point) => point.y));
  return { x, y, width: right - x, height: bottom - y };
}
