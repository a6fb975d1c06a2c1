import { clamp, hex, mix, type Rgb, smoothstep } from '../samples/colour.js';
import { fractalNoise, valueNoise } from '../samples/noise.js';
import { inkStrokes } from './ink-strokes.js';

/** The picture that the drawing code's coordinates mean, px. */
export const INK_WASH = { width: 512, height: 512 } as const;

const PAPER = hex('#f1eadc');
const INK = hex('#14171d');
const VERMILION = hex('#c4362b');

/** Ridges from far to near: where, how high, how dark, and how far down the ink runs, px. */
const RIDGES = [
  { base: 118, height: 92, length: 150, tone: 0.34, fade: 40, seed: 1401 },
  { base: 196, height: 120, length: 130, tone: 0.55, fade: 54, seed: 1411 },
  { base: 306, height: 110, length: 105, tone: 0.78, fade: 58, seed: 1421 },
  { base: 420, height: 96, length: 92, tone: 0.9, fade: 62, seed: 1431 },
  { base: 500, height: 74, length: 80, tone: 1, fade: 50, seed: 1441 },
] as const;

/** Mountains in mist, bamboo and plum blossom in ink on rice paper, as a colour per point. */
export function inkWash(): (x: number, y: number) => Rgb {
  const strokes = inkStrokes(INK_WASH);
  return (x, y) => {
    // Ink creeps along the paper's fibres.
    const u = x + 3.2 * (fractalNoise(x / 5, y / 5, 1451, 3) - 0.5);
    const v = y + 3.2 * (fractalNoise(x / 5, y / 5, 1452, 3) - 0.5);
    const grain = fractalNoise(x / 2.2, y / 2.2, 1453, 3);
    const fibre = smoothstep(0.72, 0.9, valueNoise((x + y) / 2, (x - y) / 17, 1454));
    const paper = mix(PAPER, hex('#d6c9ae'), 0.45 * smoothstep(0.4, 0.8, grain) + 0.3 * fibre);
    const { ink, red } = strokes(u, v);
    const wash = mountains(u, v) * (0.82 + 0.5 * (grain - 0.5));
    const density = 1 - (1 - clamp(wash)) * (1 - clamp(ink));
    const blossomed = mix(paper, VERMILION, clamp(red) * 0.92);
    // Thin ink is a cool grey, thick ink nearly black.
    return mix(blossomed, mix(hex('#4a525c'), INK, density), density);
  };
}

function mountains(x: number, y: number): number {
  let density = 0.1 * smoothstep(0.5, 0.8, fractalNoise(x / 90, y / 50, 1461, 4));
  for (const ridge of RIDGES) {
    const crest = crestOf(ridge, x);
    const depth = y - crest;
    if (depth > 0) density = density * smoothstep(46, 0, depth) + ridgeInk(ridge, x, y, depth);
    else density += 0.1 * ridge.tone * smoothstep(-9, 0, depth);
  }
  return density;
}

function crestOf({ base, height, length, seed }: (typeof RIDGES)[number], x: number): number {
  const peaks = fractalNoise(x / length, 0.5, seed, 2);
  const crags = fractalNoise(x / 17, 0.5, seed + 1, 4);
  return base - height * (smoothstep(0.2, 0.85, peaks) * 1.25 - 0.3) - 15 * (crags - 0.5);
}

function ridgeInk(
  { tone, fade, seed }: (typeof RIDGES)[number],
  x: number,
  y: number,
  depth: number,
): number {
  const lean = fractalNoise(x / 60, y / 60, seed + 2, 2) - 0.5;
  // Strokes with the side of a dry brush, down the slope.
  const cleft = fractalNoise((x + depth * lean * 2.4) / 6, depth / 26, seed + 3, 4);
  const cut = smoothstep(0.44, 0.62, cleft);
  const dilution = fractalNoise(x / 48, y / 48, seed + 4, 4);
  const run = Math.exp(-depth / fade) * (0.45 + 0.75 * dilution);
  const outline =
    smoothstep(8, 1, depth) * smoothstep(0.3, 0.55, valueNoise(x / 16, 0.5, seed + 5));
  return tone * (run * (0.34 + 0.95 * cut) + 0.75 * outline);
}
