import type { Pixels } from '../../image/pixels.js';
import { type ColourSpace, type GreySpace, type RgbSpace, sampled } from './colour-space.js';
import { dimmer } from './dimmer.js';
import { applied, inverse, type Matrix, multiplied, type Triple } from './matrix.js';
import { SRGB_TO_XYZ } from './primaries.js';
import { remembered } from './remembered.js';

/** Fine enough for the steepest part of sRGB's curve: a fortieth of a byte. */
const STEPS = 1 << 17;

let tableOfSteps: Uint8Array | null = null;

const XYZ_TO_SRGB = inverse(SRGB_TO_XYZ) ?? SRGB_TO_XYZ;

/** RGBA samples of more than 8 bits. */
export interface DeepPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array;
  /** Of a sample, such as 1023. */
  readonly most: number;
}

/**
 * Turns the colours of RGBA pixels into sRGB; alpha stays. What lies outside sRGB is cut off at its border,
 * as browsers do. A space of grey is for pixels that are grey, one of inks changes nothing here.
 *
 * @example
 * const pixels = inSrgb(stored, spaceOfCodePoints(12, 13));
 */
export function inSrgb(pixels: Pixels, space: ColourSpace): Pixels {
  const data = new Uint8ClampedArray(pixels.data);
  convert(pixels.data, data, 255, space);
  return { ...pixels, data };
}

/**
 * The same of pixels with more than 8 bits, of which 8 are left.
 *
 * @param space `null` for sRGB
 */
export function deepInSrgb(pixels: DeepPixels, space: ColourSpace | null): Pixels {
  const { width, height, data: deep, most } = pixels;
  const data = new Uint8ClampedArray(deep.length);
  for (let at = 0; at < data.length; at++) data[at] = (deep[at] * 255) / most;
  if (space !== null) convert(deep, data, most, space);
  return { width, height, data };
}

type Samples = ArrayLike<number>;

function convert(from: Samples, to: Uint8ClampedArray, most: number, space: ColourSpace): void {
  if (space.kind === 'grey') convertGrey(from, to, most, space);
  else if (space.kind === 'rgb') convertRgb(from, to, most, space);
  else if (space.kind === 'bright') convertEach(from, to, most, dimmer(space, most));
  else if (space.channels === 3) {
    convertEach(from, to, most, (samples, at) => space.toXyz(samples, at, most));
  }
}

/** Bytes of sRGB of a colour in XYZ under D50. */
export function srgbOfXyz(xyz: Triple): Triple {
  const encoded = encoder();
  const [red, green, blue] = applied(XYZ_TO_SRGB, xyz);
  return [encoded(red), encoded(green), encoded(blue)];
}

function convertGrey(from: Samples, to: Uint8ClampedArray, most: number, space: GreySpace): void {
  const bytes = Uint8Array.from(sampled(space.curve, most), encoder());
  for (let at = 0; at < to.length; at += 4) to.fill(bytes[from[at]], at, at + 3);
}

function convertRgb(from: Samples, to: Uint8ClampedArray, most: number, space: RgbSpace): void {
  const [r, g, b]: Matrix = multiplied(XYZ_TO_SRGB, space.toXyz);
  const encoded = encoder();
  const [reds, greens, blues] = space.curves.map((curve) => sampled(curve, most));
  for (let at = 0; at < to.length; at += 4) {
    const red = reds[from[at]];
    const green = greens[from[at + 1]];
    const blue = blues[from[at + 2]];
    to[at] = encoded(r[0] * red + r[1] * green + r[2] * blue);
    to[at + 1] = encoded(g[0] * red + g[1] * green + g[2] * blue);
    to[at + 2] = encoded(b[0] * red + b[1] * green + b[2] * blue);
  }
}

/** Bytes are looked up; deeper samples are too many for that. */
function convertEach(
  from: Samples,
  to: Uint8ClampedArray,
  most: number,
  toXyz: (samples: Samples, at: number) => Triple,
): void {
  const toSrgb = (samples: Samples, at: number) => srgbOfXyz(toXyz(samples, at));
  const write =
    most === 255
      ? remembered(toSrgb, 3)
      : (samples: Samples, at: number) => to.set(toSrgb(samples, at), at);
  for (let at = 0; at < to.length; at += 4) write(from, at, to, at);
}

/** Gives the byte of sRGB for light; its table is made when it is first needed. */
function encoder(): (light: number) => number {
  const steps =
    tableOfSteps ?? Uint8Array.from({ length: STEPS + 1 }, (_, i) => encodedByPower(i / STEPS));
  tableOfSteps = steps;
  return (light) => {
    if (!(light > 0)) return 0;
    return light >= 1 ? 255 : steps[Math.round(light * STEPS)];
  };
}

function encodedByPower(light: number): number {
  const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}
