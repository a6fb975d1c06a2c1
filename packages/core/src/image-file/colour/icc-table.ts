import type { Curve, TableSpace } from './colour-space.js';
import { curveThrough, readIccCurve } from './icc-curve.js';
import type { Triple } from './matrix.js';
import { D50 } from './primaries.js';

/** The space that a table ends in: CIE Lab, or XYZ. */
export type ConnectionSpace = 'lab' | 'xyz';

/** The parts of a table, in the order in which they are gone through. */
interface TableParts {
  readonly inputs: readonly Curve[];
  /** Absent where there is none, which needs as many inputs as outputs. */
  readonly grid: Grid | null;
  /** To three numbers 0 … 1. */
  finish(values: Triple): Triple;
  /** Lab as 16 bits were before version 4 of profiles. */
  readonly isOldLab: boolean;
}

/** Points of three numbers each; the last input's neighbours lie next to each other. */
interface Grid {
  readonly sides: readonly number[];
  readonly values: Float64Array;
}

/** XYZ is stored with 15 bits behind the point, so its 1 … is this far. */
const MOST_XYZ = 1 + 32767 / 32768;

/**
 * Reads a profile's table from a device's colours (`A2B0`: `mft1`, `mft2` or `mAB `).
 *
 * @param view of the tag
 * @returns `null` when it is of another kind, or reaches beyond the view
 */
export function readIccTable(
  view: DataView,
  channels: 3 | 4,
  connection: ConnectionSpace,
): TableSpace | null {
  if (view.byteLength < 48 || view.getUint8(8) !== channels || view.getUint8(9) !== 3) return null;
  const parts = partsOf(view, channels);
  if (parts === null) return null;
  const { inputs, grid, finish, isOldLab } = parts;
  const place = new Float64Array(channels);
  const toXyz = (samples: ArrayLike<number>, at: number, most: number): Triple => {
    for (let i = 0; i < channels; i++) place[i] = inputs[i](samples[at + i] / most);
    const found: Triple = grid === null ? [place[0], place[1], place[2]] : inGrid(grid, place);
    const [a, b, c] = finish(found);
    if (connection === 'xyz') return [a * MOST_XYZ, b * MOST_XYZ, c * MOST_XYZ];
    return isOldLab
      ? xyzOfLab((a * 65535) / 652.8, (b * 65535) / 256 - 128, (c * 65535) / 256 - 128)
      : xyzOfLab(a * 100, b * 255 - 128, c * 255 - 128);
  };
  return { kind: 'table', channels, toXyz };
}

function partsOf(view: DataView, channels: number): TableParts | null {
  const type = view.getUint32(0);
  if (type === 0x6d667431) return plainParts(view, channels, 1);
  if (type === 0x6d667432) return plainParts(view, channels, 2);
  return type === 0x6d414220 ? chainedParts(view, channels) : null;
}

/** `mft1` and `mft2`: curves, grid, curves. Their matrix is only for inputs in XYZ. */
function plainParts(view: DataView, channels: number, bytes: 1 | 2): TableParts | null {
  const side = view.getUint8(10);
  const isWide = bytes === 2;
  if (side < 2 || (isWide && view.byteLength < 52)) return null;
  const points = [isWide ? view.getUint16(48) : 256, isWide ? view.getUint16(50) : 256];
  const inputsAt = isWide ? 52 : 48;
  const gridAt = inputsAt + points[0] * channels * bytes;
  const outputsAt = gridAt + side ** channels * 3 * bytes;
  if (Math.min(...points) < 2 || outputsAt + points[1] * 3 * bytes > view.byteLength) return null;
  const curves = (from: number, each: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      curveThrough(fractions(view, from + i * each * bytes, each, bytes)),
    );
  const values = fractions(view, gridAt, side ** channels * 3, bytes);
  return {
    inputs: curves(inputsAt, points[0], channels),
    grid: { sides: Array(channels).fill(side), values },
    finish: throughCurves(curves(outputsAt, points[1], 3)),
    isOldLab: isWide,
  };
}

/** `mAB `: curves A, grid, curves M, matrix, curves B, of which only B must be there. */
function chainedParts(view: DataView, channels: number): TableParts | null {
  const [b, matrix, m, grid, a] = [12, 16, 20, 24, 28].map((at) => view.getUint32(at));
  const last = curvesAt(view, b, 3);
  const middle = m === 0 ? [] : curvesAt(view, m, 3);
  const first = a === 0 ? [] : curvesAt(view, a, channels);
  const found = grid === 0 ? null : gridAt(view, grid, channels);
  if (last === null || middle === null || first === null) return null;
  if (grid === 0 ? channels !== 3 : found === null || a === 0) return null;
  if (matrix !== 0 && matrix + 48 > view.byteLength) return null;
  const turn = matrix === 0 ? (values: Triple) => values : affineAt(view, matrix);
  const through = throughCurves(middle);
  const finish = throughCurves(last);
  return {
    inputs: a === 0 ? Array(channels).fill((value: number) => value) : first,
    grid: found,
    finish: (values) => finish(turn(through(values))),
    isOldLab: false,
  };
}

function gridAt(view: DataView, at: number, channels: number): Grid | null {
  if (at + 20 > view.byteLength) return null;
  const sides = Array.from({ length: channels }, (_, i) => view.getUint8(at + i));
  const bytes = view.getUint8(at + 16);
  const count = sides.reduce((all, side) => all * side, 3);
  if (Math.min(...sides) < 2 || (bytes !== 1 && bytes !== 2)) return null;
  if (at + 20 + count * bytes > view.byteLength) return null;
  return { sides, values: fractions(view, at + 20, count, bytes) };
}

function curvesAt(view: DataView, start: number, count: number): Curve[] | null {
  const curves: Curve[] = [];
  for (let at = start; curves.length < count; ) {
    const read = readIccCurve(view, at);
    if (read === null) return null;
    curves.push(read.curve);
    at += Math.ceil(read.length / 4) * 4;
  }
  return curves;
}

/** Nine numbers and three that are added. */
function affineAt(view: DataView, at: number): (values: Triple) => Triple {
  const e = Array.from({ length: 12 }, (_, i) => view.getInt32(at + i * 4) / 65536);
  return ([x, y, z]) => [
    e[0] * x + e[1] * y + e[2] * z + e[9],
    e[3] * x + e[4] * y + e[5] * z + e[10],
    e[6] * x + e[7] * y + e[8] * z + e[11],
  ];
}

function throughCurves(curves: readonly Curve[]): (values: Triple) => Triple {
  const [one, two, three] = curves;
  return curves.length === 0 ? (values) => values : ([a, b, c]) => [one(a), two(b), three(c)];
}

function fractions(view: DataView, at: number, count: number, bytes: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) =>
    bytes === 1 ? view.getUint8(at + i) / 255 : view.getUint16(at + i * 2) / 65535,
  );
}

/** Between the corners of a cell, straight in each direction: one input after the other halves the corners. */
function inGrid({ sides, values }: Grid, place: Float64Array): Triple {
  const channels = sides.length;
  let corners = [0];
  let weights = [1];
  for (let i = 0; i < channels; i++) {
    const last = sides[i] - 1;
    const along = Math.min(1, Math.max(0, place[i])) * last;
    const below = Math.min(last - 1, Math.floor(along));
    const part = along - below;
    const next: number[] = [];
    const nextWeights: number[] = [];
    for (let corner = 0; corner < corners.length; corner++) {
      const at = corners[corner] * sides[i] + below;
      if (part < 1) {
        next.push(at);
        nextWeights.push(weights[corner] * (1 - part));
      }
      if (part > 0) {
        next.push(at + 1);
        nextWeights.push(weights[corner] * part);
      }
    }
    corners = next;
    weights = nextWeights;
  }
  const sum = (channel: number) =>
    corners.reduce((all, at, corner) => all + weights[corner] * values[at * 3 + channel], 0);
  return [sum(0), sum(1), sum(2)];
}

/** CIE 1976 L*a*b* to XYZ under D50. */
function xyzOfLab(lightness: number, a: number, b: number): Triple {
  const y = (lightness + 16) / 116;
  return [D50[0] * unroot(y + a / 500), D50[1] * unroot(y), D50[2] * unroot(y - b / 200)];
}

function unroot(value: number): number {
  return value > 6 / 29 ? value ** 3 : (value - 16 / 116) / 7.787;
}
