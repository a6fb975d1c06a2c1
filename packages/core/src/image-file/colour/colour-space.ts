import type { Matrix, Triple } from './matrix.js';

/** What the samples of a picture mean, where they are not sRGB. */
export type ColourSpace = GreySpace | RgbSpace | BrightSpace | TableSpace;

/** Light 0 … 1 of a sample 0 … 1. */
export type Curve = (value: number) => number;

/** One curve for grey. */
export interface GreySpace {
  readonly kind: 'grey';
  readonly curve: Curve;
}

/** Curves and primaries. */
export interface RgbSpace {
  readonly kind: 'rgb';
  /** Of red, green and blue. */
  readonly curves: readonly [Curve, Curve, Curve];
  /** Their light as XYZ under D50. */
  readonly toXyz: Matrix;
}

/** Colours that may shine brighter than white: high dynamic range. */
export interface BrightSpace {
  readonly kind: 'bright';
  /** PQ says how much light leaves the screen, HLG how much fell into the camera. */
  readonly transfer: 'pq' | 'hlg';
  readonly toXyz: Matrix;
}

/** A table of a profile, for scanners, printers and inks. */
export interface TableSpace {
  readonly kind: 'table';
  /** Of the picture: 3 is RGB, 4 is CMYK with the most for full ink. */
  readonly channels: 3 | 4;
  /** XYZ under D50 of samples 0 … `most`, as many as channels. */
  toXyz(samples: ArrayLike<number>, at: number, most: number): Triple;
}

/** A curve's values at all samples 0 … `most`. */
export function sampled(curve: Curve, most: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, sample) => curve(sample / most));
}
