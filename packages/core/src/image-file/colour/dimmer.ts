import { type BrightSpace, sampled } from './colour-space.js';
import { applied, inverse, type Matrix, multiplied, type Triple } from './matrix.js';
import { xyzOfPrimaries } from './primaries.js';

/** Of white that shines as brightly as paper (ITU-R BT.2408), cd/m². */
const WHITE = 203;

/** The brightest light, whatever a picture's metadata say, as in Chromium; that of HLG's screen too; cd/m². */
const PEAK = 1000;

const BRIGHTEST = PEAK / WHITE;

/** What white becomes, so that there is room above it. */
const DIMMED_WHITE = 0.5;

/** How far the bend lies between white and the peak (SMPTE ST 2094-50). */
const BEND = 0.65;

/** HLG: how much steeper a screen of 1000 cd/m² shows a scene. */
const SCREEN_GAMMA = 1.2;

const REC_2020_POINTS = {
  white: [0.3127, 0.329],
  red: [0.708, 0.292],
  green: [0.17, 0.797],
  blue: [0.131, 0.046],
} as const;

/**
 * Brings colours of high dynamic range into what a usual screen shows, as Chromium does: all channels by one
 * factor, which follows from the brightest of them in the primaries of BT.2020. Up to white everything is halved;
 * from there a parabola leads to the peak (the reference white tone mapping of SMPTE ST 2094-50).
 *
 * @returns XYZ under D50 of three samples 0 … `most`
 */
export function dimmer({ transfer, toXyz }: BrightSpace, most: number) {
  const wide = xyzOfPrimaries(REC_2020_POINTS) ?? toXyz;
  const toWide: Matrix = multiplied(inverse(wide) ?? wide, toXyz);
  const light = sampled(transfer === 'pq' ? pqLight : hlgLight, most);
  return (samples: ArrayLike<number>, at: number): Triple => {
    const stored: Triple = [light[samples[at]], light[samples[at + 1]], light[samples[at + 2]]];
    const [red, green, blue] = applied(toWide, stored);
    const shown = transfer === 'pq' ? 1 : shownOfScene([red, green, blue]);
    const factor = shown * dimming(Math.max(red, green, blue) * shown);
    return applied(wide, [red * factor, green * factor, blue * factor]);
  };
}

/** What light of white's brightness, or more, is multiplied by. */
function dimming(light: number): number {
  if (light <= 1) return DIMMED_WHITE;
  if (light >= BRIGHTEST) return 1 / light;
  // A quadratic Bézier curve from (1, ½) to (the brightest, 1) that leaves in the direction in which it came.
  const bendAt = 1 - BEND + BEND / DIMMED_WHITE;
  const bendTo = (1 - BEND) * DIMMED_WHITE + BEND;
  const a = 1 - 2 * bendAt + BRIGHTEST;
  const b = bendAt - 1;
  const t = (Math.sqrt(b * b + a * (light - 1)) - b) / a;
  return (DIMMED_WHITE * (1 - t) ** 2 + 2 * bendTo * t * (1 - t) + t * t) / light;
}

/** SMPTE ST 2084: light of white's, up to 10,000 cd/m². */
function pqLight(value: number): number {
  const root = value ** (32 / 2523);
  const part = Math.max(0, root - 107 / 128) / (2413 / 128 - (2392 / 128) * root);
  return (10_000 / WHITE) * part ** (8192 / 1305);
}

/** ITU-R BT.2100: light of the scene, 0 … 1. */
function hlgLight(value: number): number {
  if (value <= 0.5) return (value * value) / 3;
  return (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** By the luminance of the scene, of light in the primaries of BT.2020. */
function shownOfScene([red, green, blue]: Triple): number {
  const luminance = 0.2627 * red + 0.678 * green + 0.0593 * blue;
  return BRIGHTEST * Math.max(0, luminance) ** (SCREEN_GAMMA - 1);
}
