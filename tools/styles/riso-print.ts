import { clamp, hex, mix, type Rgb, smoothstep } from '../samples/colour.js';
import { fractalNoise, valueNoise } from '../samples/noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const RISO_PRINT = { width: 512, height: 512 } as const;

const PAPER = hex('#f6f1e4');
const CELL = 146;

/** A drum of the duplicator: its ink, its screen, and how far its sheet lay off. */
interface Drum {
  readonly ink: Rgb;
  /** Angle of the screen, radians, and distance between its dots, px. */
  readonly angle: number;
  readonly pitch: number;
  readonly shift: readonly [number, number];
  /** How much ink a point wants, 0..1. */
  readonly tone: (x: number, y: number) => number;
  readonly seed: number;
}

const DRUMS: readonly Drum[] = [
  drum('#ffd53d', 0.06, [0, 0], yellowTone, 1101),
  drum('#ff4f79', 0.55, [2.2, -1.4], pinkTone, 1111),
  drum('#0b7a8c', 1.2, [-1.6, 1.8], tealTone, 1121),
];

/** Cut shapes printed from three drums that overlap: dots, grain and a little out of register. */
export function risoPrint(x: number, y: number): Rgb {
  const fibre = fractalNoise(x / 3, y / 3, 1131, 3);
  let light: Rgb = mix(PAPER, hex('#e3dac6'), 0.55 * smoothstep(0.45, 0.8, fibre));
  for (const { ink, angle, pitch, shift, tone, seed } of DRUMS) {
    const [u, v] = [x - shift[0], y - shift[1]];
    const amount = screened(u, v, clamp(tone(u, v)), angle, pitch) * coverage(u, v, seed);
    light = mix(light, [light[0] * ink[0], light[1] * ink[1], light[2] * ink[2]], amount);
  }
  return light;
}

function drum(
  code: string,
  angle: number,
  shift: readonly [number, number],
  tone: Drum['tone'],
  seed: number,
): Drum {
  return { ink: hex(code), angle, pitch: 9.5, shift, tone, seed };
}

/** Round dots that grow with the tone until they close. */
function screened(x: number, y: number, tone: number, angle: number, pitch: number): number {
  if (tone <= 0.02) return 0;
  if (tone >= 0.98) return 1;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const u = (x * cos + y * sin) / pitch;
  const v = (y * cos - x * sin) / pitch;
  const level = 0.5 + 0.25 * (Math.cos(u * 2 * Math.PI) + Math.cos(v * 2 * Math.PI));
  return smoothstep(-0.06, 0.06, tone - (1 - level));
}

/** The drum inks unevenly: cloudy in the large, speckled in the small. */
function coverage(x: number, y: number, seed: number): number {
  const cloud = fractalNoise(x / 60, y / 60, seed, 4);
  const speck = valueNoise(x / 1.5, y / 1.5, seed + 3);
  return (
    (0.82 + 0.3 * (cloud - 0.3)) * (1 - 0.75 * smoothstep(0.72, 0.86, speck + 0.2 * (cloud - 0.5)))
  );
}

/** The cut shapes: one to a cell of a loose grid, each cell with its own figure. */
function figure(x: number, y: number, seed: number): { inside: number; ramp: number } {
  const u = x + 10 * (fractalNoise(x / 60, y / 60, seed, 3) - 0.5);
  const v = y + 10 * (fractalNoise(x / 60, y / 60, seed + 1, 3) - 0.5);
  const [column, row] = [Math.floor(u / CELL), Math.floor(v / CELL)];
  const [a, b] = [(u / CELL - column) * 2 - 1, (v / CELL - row) * 2 - 1];
  const chance = valueNoise(column * 5.3, row * 7.1, seed + 2) * 6.2 - 0.1;
  const flip = valueNoise(column * 3.1, row * 2.9, seed + 3) > 0.5 ? 1 : -1;
  const kind = Math.max(0, Math.floor(chance)) % 6;
  return { inside: shape(kind, a * flip, b), ramp: clamp(0.5 + 0.5 * (flip > 0 ? b : a)) };
}

/** Above 0 inside, in half cells: sun, arches, leaf, half moon, waves, petals. */
function shape(kind: number, a: number, b: number): number {
  const from = Math.hypot(a, b);
  if (kind === 0) return 0.82 - from;
  if (kind === 1)
    return Math.min(bands(Math.hypot(a, b - 0.9), 0.28), 1.75 - Math.hypot(a, b - 0.9));
  if (kind === 2) return Math.min(leaf(a, b), Math.abs(a - b) - 0.05);
  if (kind === 3) return Math.min(0.95 - Math.hypot(a, b), a + 0.1 * b);
  if (kind === 4) return bands(b + 0.16 * Math.sin(a * 5), 0.34);
  return Math.min(0.9 - from, Math.abs(Math.sin(Math.atan2(b, a) * 3)) * from - 0.16);
}

function leaf(a: number, b: number): number {
  const [along, across] = [(a + b) / Math.SQRT2, (a - b) / Math.SQRT2];
  return 0.62 * Math.cos(clamp(Math.abs(along) / 1.25) * Math.PI * 0.5) - Math.abs(across);
}

function bands(place: number, period: number): number {
  return Math.abs(((((place / period) % 1) + 1) % 1) - 0.5) * period - period * 0.22;
}

function yellowTone(x: number, y: number): number {
  const { inside, ramp } = figure(x + 64, y + 30, 1141);
  const ground = 0.16 + 0.7 * smoothstep(0.42, 0.7, fractalNoise(x / 130, y / 130, 1142, 3));
  return inside > 0 ? 1.1 - 0.6 * ramp : ground;
}

function pinkTone(x: number, y: number): number {
  const { inside, ramp } = figure(x, y, 1151);
  const ground = 0.75 * smoothstep(0.45, 0.75, fractalNoise(x / 110, y / 110, 1152, 3));
  return inside > 0 ? 1.15 - 0.85 * ramp : ground * 0.7;
}

function tealTone(x: number, y: number): number {
  const { inside, ramp } = figure(x + 20, y + 90, 1161);
  const ground = 0.62 * smoothstep(0.5, 0.8, fractalNoise(x / 120, y / 120, 1162, 3));
  return inside > 0 ? 1.12 - 0.75 * ramp : ground;
}
