import { applied, inverse, type Matrix, multiplied, type Triple, transposed } from './matrix.js';

/** A point of the chromaticity diagram (CIE 1931). */
export type Chromaticity = readonly [x: number, y: number];

/** The corners of an RGB space, and its white. */
export interface Primaries {
  readonly white: Chromaticity;
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
}

/** The white of ICC profiles, XYZ. */
export const D50: Triple = [0.9642, 1, 0.8249];

/** Linear sRGB to XYZ under D50, as profiles of sRGB round it. */
export const SRGB_TO_XYZ: Matrix = [
  [0.436065674, 0.385147095, 0.143066406],
  [0.222488403, 0.716873169, 0.06060791],
  [0.013916016, 0.097076416, 0.714096069],
];

const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/**
 * Linear RGB to XYZ under D50 (adapted by Bradford's matrix).
 *
 * @returns `null` where the points lie outside the diagram or span no colours
 */
export function xyzOfPrimaries({ white, red, green, blue }: Primaries): Matrix | null {
  const inside = [white, red, green, blue].every((point) =>
    point.every((value) => value >= 0 && value <= 1),
  );
  if (!inside) return null;
  const whiteXyz: Triple = [white[0] / white[1], 1, (1 - white[0] - white[1]) / white[1]];
  const corners = transposed([lifted(red), lifted(green), lifted(blue)]);
  const back = inverse(corners);
  const adaption = toD50(whiteXyz);
  if (back === null || adaption === null) return null;
  const [r, g, b] = applied(back, whiteXyz);
  return multiplied(adaption, multiplied(corners, diagonal(r, g, b)));
}

function toD50(white: Triple): Matrix | null {
  const back = inverse(BRADFORD);
  if (back === null || !white.every(Number.isFinite)) return null;
  const [x, y, z] = applied(BRADFORD, white);
  const [toX, toY, toZ] = applied(BRADFORD, D50);
  return multiplied(back, multiplied(diagonal(toX / x, toY / y, toZ / z), BRADFORD));
}

function lifted([x, y]: Chromaticity): Triple {
  return [x, y, 1 - x - y];
}

function diagonal(a: number, b: number, c: number): Matrix {
  return [
    [a, 0, 0],
    [0, b, 0],
    [0, 0, c],
  ];
}
