import type { BrightSpace, Curve, RgbSpace } from './colour-space.js';
import { type Primaries, xyzOfPrimaries } from './primaries.js';

const C = [0.31, 0.316] as const;
const D65 = [0.3127, 0.329] as const;
const E = [1 / 3, 1 / 3] as const;

/** ITU-T H.273, table 2. */
const PRIMARIES: ReadonlyMap<number, Primaries> = new Map([
  [1, { white: D65, red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] }],
  [4, { white: C, red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08] }],
  [5, { white: D65, red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06] }],
  [6, { white: D65, red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07] }],
  [7, { white: D65, red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07] }],
  [8, { white: C, red: [0.681, 0.319], green: [0.243, 0.692], blue: [0.145, 0.049] }],
  [9, { white: D65, red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046] }],
  [10, { white: E, red: [1, 0], green: [0, 1], blue: [0, 0] }],
  [11, { white: [0.314, 0.351], red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] }],
  [12, { white: D65, red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] }],
  [22, { white: D65, red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077] }],
]);

/** Of films (ITU-R BT.709, 601 and 2020): as screens show them (BT.1886), not as cameras take them. */
const film: Curve = (value) => value ** 2.4;

/** ITU-T H.273, table 3: light 0 … 1 of a value 0 … 1. */
const CURVES: ReadonlyMap<number, Curve> = new Map([
  [1, film],
  [4, (value) => value ** 2.2],
  [5, (value) => value ** 2.8],
  [6, film],
  [7, (value) => (value < 0.0913 ? value / 4 : ((value + 0.1115) / 1.1115) ** (1 / 0.45))],
  [8, (value) => value],
  [11, film],
  [13, srgbCurve],
  [14, film],
  [15, film],
  [17, (value) => (52.37 / 48) * value ** 2.6],
]);

const TRANSFERS_OF_BRIGHT_PICTURES: ReadonlyMap<number, BrightSpace['transfer']> = new Map([
  [16, 'pq'],
  [18, 'hlg'],
]);

/** The light 0 … 1 of a value 0 … 1 of sRGB. */
export function srgbCurve(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/**
 * The space that a pair of code points stands for (ITU-T H.273).
 *
 * @returns `null` for a number that means nothing here
 */
export function spaceOfCodePoints(
  primaries: number,
  transfer: number,
): RgbSpace | BrightSpace | null {
  const points = PRIMARIES.get(primaries);
  const toXyz = points === undefined ? null : xyzOfPrimaries(points);
  if (toXyz === null) return null;
  const bright = TRANSFERS_OF_BRIGHT_PICTURES.get(transfer);
  if (bright !== undefined) return { kind: 'bright', transfer: bright, toXyz };
  const curve = CURVES.get(transfer);
  if (curve === undefined) return null;
  return { kind: 'rgb', curves: [curve, curve, curve], toXyz };
}
