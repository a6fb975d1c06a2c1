import type { Curve } from './colour-space.js';

interface ReadCurve {
  readonly curve: Curve;
  /** Bytes that it takes, without what fills up to four. */
  readonly length: number;
}

/** How many numbers each form of a parametric curve has (ICC.1:2022, 10.18). */
const PARAMETERS = [1, 3, 4, 5, 7];

/**
 * Reads a curve of a profile (`curv` or `para`).
 *
 * @returns `null` when it is neither, or reaches beyond the view
 */
export function readIccCurve(view: DataView, at = 0): ReadCurve | null {
  if (at + 12 > view.byteLength) return null;
  const type = view.getUint32(at);
  if (type === 0x63757276) return tableCurve(view, at);
  return type === 0x70617261 ? parametricCurve(view, at) : null;
}

/** A curve by its values at equal distances, with straight lines between. */
export function curveThrough(values: Float64Array): Curve {
  const last = values.length - 1;
  return (value) => {
    const place = Math.min(1, Math.max(0, value)) * last;
    const below = Math.floor(place);
    const from = values[below];
    return from + (values[Math.min(last, below + 1)] - from) * (place - below);
  };
}

function tableCurve(view: DataView, at: number): ReadCurve | null {
  const count = view.getUint32(at + 8);
  const length = 12 + count * 2;
  if (at + length > view.byteLength) return null;
  if (count === 0) return { curve: (value) => value, length };
  if (count === 1) {
    const exponent = view.getUint16(at + 12) / 256;
    return { curve: (value) => Math.max(0, value) ** exponent, length };
  }
  const values = Float64Array.from(
    { length: count },
    (_, i) => view.getUint16(at + 12 + i * 2) / 65535,
  );
  return { curve: curveThrough(values), length };
}

function parametricCurve(view: DataView, at: number): ReadCurve | null {
  const form = view.getUint16(at + 8);
  const count = PARAMETERS[form];
  const length = 12 + (count ?? 0) * 4;
  if (count === undefined || at + length > view.byteLength) return null;
  const p = Array.from({ length: count }, (_, i) => view.getInt32(at + 12 + i * 4) / 65536);
  const [g, a = 1, b = 0] = p;
  const power = (value: number) => Math.max(0, a * value + b) ** g;
  const curves: readonly Curve[] = [
    power,
    (value) => (value >= -b / a ? power(value) : 0),
    (value) => (value >= -b / a ? power(value) : 0) + p[3],
    (value) => (value >= p[4] ? power(value) : p[3] * value),
    (value) => (value >= p[4] ? power(value) + p[5] : p[3] * value + p[6]),
  ];
  return { curve: curves[form], length };
}
