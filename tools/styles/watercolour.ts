import { clamp, hex, mix, type Rgb, smoothstep } from '../samples/colour.js';
import { fractalNoise, seededRandom, valueNoise } from '../samples/noise.js';
import { scatter } from './scatter.js';

/** The picture that the drawing code's coordinates mean, px. */
export const WATERCOLOUR = { width: 512, height: 512 } as const;

/** One wet patch of thinned pigment. */
interface Wash {
  readonly x: number;
  readonly y: number;
  /** Half its length and half its breadth, px. */
  readonly long: number;
  readonly broad: number;
  readonly angle: number;
  readonly pigment: Rgb;
  /** How much pigment: 0 none, 1 what `pigment` shows. */
  readonly strength: number;
  /** 0: dried with a hard edge, 1: run into wet paper. */
  readonly wetness: number;
  readonly seed: number;
}

const PAPER = hex('#fbf8f0');
const SKIES = ['#8cc4dd', '#b9a8d8', '#f3b7a5', '#f6d58c', '#a5d3bd', '#8ea9d9', '#f0a9bd'].map(
  hex,
);
const PETALS = ['#e0527a', '#f07a58', '#9a6cc4', '#f5b040', '#4a8ad4', '#e878aa'].map(hex);
const LEAVES = ['#5fa068', '#3f9a90', '#9fb04c', '#4f80a0'].map(hex);

/**
 * Loose flowers in watercolour on rough paper: washes that run, dry with dark rims and granulate.
 * One colour per pixel; edges are soft enough as they are.
 */
export function watercolour(): (x: number, y: number) => Rgb {
  const { width, height } = WATERCOLOUR;
  const sheet = roughPaper();
  for (const wash of [...backgrounds(), ...flowers(), ...splashes()]) {
    const reach = wash.long * 1.6 + 14;
    const [left, right] = [Math.max(0, wash.x - reach), Math.min(width, wash.x + reach)];
    const [top, bottom] = [Math.max(0, wash.y - reach), Math.min(height, wash.y + reach)];
    for (let row = Math.floor(top); row < bottom; row++) {
      for (let column = Math.floor(left); column < right; column++) {
        const point = sheet[row * width + column];
        if (point === undefined) continue;
        const amount = pigmentOf(wash, point);
        if (amount > 0) point.light = glaze(point.light, wash.pigment, amount);
      }
    }
  }
  return (x, y) => sheet[Math.floor(y) * width + Math.floor(x)]?.light ?? PAPER;
}

/** A point of the sheet. */
interface SheetPoint {
  /** Where water that should stand here has crept to, px. */
  readonly x: number;
  readonly y: number;
  /** Height of the paper's grain, 0..1: pigment settles in one and not in the other. */
  readonly tooth: number;
  light: Rgb;
}

function roughPaper(): SheetPoint[] {
  const { width, height } = WATERCOLOUR;
  return Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const tooth = fractalNoise(x / 2.4, y / 2.4, 901, 3);
    return {
      x: x + 11 * (fractalNoise(x / 34, y / 34, 902, 5) - 0.5),
      y: y + 11 * (fractalNoise(x / 34, y / 34, 903, 5) - 0.5),
      tooth,
      light: mix(PAPER, hex('#e9e2d2'), 0.5 * smoothstep(0.5, 0.8, tooth)),
    };
  });
}

/** What is left of light that passes through pigment twice (Beer–Lambert). */
function glaze(light: Rgb, pigment: Rgb, amount: number): Rgb {
  return [
    light[0] * pigment[0] ** amount,
    light[1] * pigment[1] ** amount,
    light[2] * pigment[2] ** amount,
  ];
}

function pigmentOf(wash: Wash, { x, y, tooth }: SheetPoint): number {
  const { long, broad, angle, wetness, seed } = wash;
  const dx = x - wash.x;
  const dy = y - wash.y;
  const along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / long;
  const across = (dy * Math.cos(angle) - dx * Math.sin(angle)) / broad;
  const from = Math.sqrt(along * along + across * across);
  const soft = 0.8 + wetness * broad * 0.5;
  const frayed = 0.3 + 0.5 * wetness;
  // Depth inside the edge, px.
  const smooth = (1 - from) * broad;
  if (smooth + 0.5 * frayed * broad < -soft) return 0;
  const depth = smooth + frayed * broad * (fractalNoise(dx / broad, dy / broad, seed, 3) - 0.5);
  if (depth < -soft) return 0;
  const body = smoothstep(-soft, soft, depth);
  const rim = (1 - wetness) * Math.exp(-Math.max(0, depth) / 2.2) * body;
  const pool = fractalNoise(x / 26, y / 26, seed + 5, 3);
  const bloom = backrun(x, y, seed + 9, broad);
  const grain = 1 + 0.7 * (tooth - 0.5);
  return wash.strength * grain * (body * (0.35 + 0.9 * pool) * bloom + 0.75 * rim);
}

/** Where a drop of water fell into the drying wash: pale inside, dark at its frayed rim. */
function backrun(x: number, y: number, seed: number, size: number): number {
  if (size < 14) return 1;
  const level = fractalNoise(x / 62, y / 62, seed, 4);
  const inside = smoothstep(0.52, 0.56, level);
  const rim = smoothstep(0.48, 0.535, level) * (1 - inside);
  return 1 - 0.5 * inside + 0.5 * rim;
}

function backgrounds(): Wash[] {
  const random = seededRandom(911);
  return scatter(WATERCOLOUR, 96, random).map(([x, y], index) => ({
    x,
    y,
    long: 52 + 46 * random(),
    broad: 34 + 30 * random(),
    angle: random() * Math.PI,
    pigment: pick(SKIES, random),
    strength: 0.25 + 0.5 * random(),
    wetness: random() < 0.5 ? 0.06 : 0.8,
    seed: 1000 + index * 17,
  }));
}

/** Flowers of five or six petals round a dark middle, and leaves beside them. */
function flowers(): Wash[] {
  const random = seededRandom(921);
  return scatter(WATERCOLOUR, 104, random).flatMap((place, index) => {
    const size = 18 + 19 * random();
    const flower = { place, size, turn: random() * 6, seed: 3000 + index * 131, random };
    const [x, y] = place;
    const middle = { x, y, angle: 0, long: size * 0.26, broad: size * 0.22 };
    const dark = { pigment: hex('#5a3a4a'), strength: 1, wetness: 0.3, seed: flower.seed + 99 };
    return [...petalsOf(flower), ...leavesOf(flower), { ...middle, ...dark }];
  });
}

interface Flower {
  readonly place: readonly [number, number];
  readonly size: number;
  /** Where its first petal points, radians. */
  readonly turn: number;
  readonly seed: number;
  readonly random: () => number;
}

function petalsOf({ place, size, turn, seed, random }: Flower): Wash[] {
  const pigment = pick(PETALS, random);
  const count = 5 + Math.floor(random() * 2);
  return Array.from({ length: count }, (_, which) => ({
    ...beside(place, turn + ((which + 0.3 * random()) / count) * 2 * Math.PI, size * 0.78),
    long: size * (0.62 + 0.2 * random()),
    broad: size * (0.4 + 0.16 * random()),
    pigment: mix(pigment, pick(PETALS, random), 0.25 * random()),
    strength: 0.35 + 0.65 * random(),
    wetness: random() < 0.25 ? 0.5 : 0.04,
    seed: seed + which * 7,
  }));
}

function leavesOf({ place, size, turn, seed, random }: Flower): Wash[] {
  return Array.from({ length: 3 }, (_, which) => ({
    ...beside(place, turn + 1 + which * 2.2 + random(), size * 2),
    long: size * (0.7 + 0.4 * random()),
    broad: size * (0.2 + 0.14 * random()),
    pigment: pick(LEAVES, random),
    strength: 0.4 + 0.7 * random(),
    wetness: random() < 0.2 ? 0.5 : 0.04,
    seed: seed + 70 + which * 7,
  }));
}

/** A place at a distance, and the angle at which it lies. */
function beside([x, y]: readonly [number, number], angle: number, distance: number) {
  return { x: x + Math.cos(angle) * distance, y: y + Math.sin(angle) * distance, angle };
}

/** Drops shaken from the brush. */
function splashes(): Wash[] {
  const random = seededRandom(931);
  return scatter(WATERCOLOUR, 30, random).flatMap(([x, y], index) => {
    const radius = 0.8 + 3.4 * random() ** 3;
    const cluster = valueNoise(x / 70, y / 70, 932) > 0.45;
    const pigment = pick(random() < 0.5 ? PETALS : LEAVES, random);
    const drop = { x, y, long: radius * 1.15, broad: radius, angle: random() * 6, pigment };
    return cluster ? [{ ...drop, strength: 0.9, wetness: 0, seed: 9000 + index * 11 }] : [];
  });
}

function pick(colours: readonly Rgb[], random: () => number): Rgb {
  return colours[Math.floor(clamp(random()) * colours.length * 0.9999)] ?? PAPER;
}
