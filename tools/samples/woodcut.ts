import { clamp, hex, mix, type Rgb, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const WOODCUT = { width: 512, height: 512 } as const;

const PAPER = hex('#f1e4c6');
const INK = hex('#1f2f5c');
const RED = hex('#c9402c');
const SUN = { x: 336, y: 142, radius: 66 } as const;

/** Far to near: where a wave lies, how high and how long it is. */
const WAVES = [
  { base: 236, height: 15, length: 118, shift: 0.4 },
  { base: 282, height: 26, length: 164, shift: 2.1 },
  { base: 338, height: 36, length: 206, shift: 4.4 },
  { base: 408, height: 42, length: 248, shift: 0.9 },
  { base: 480, height: 34, length: 220, shift: 3.2 },
] as const;

/** A sea under a red sun, cut in wood and printed in two colours, as a colour per point. */
export function woodcut(x: number, y: number): Rgb {
  // A knife does not cut as straight as a formula.
  const u = x + 5 * (valueNoise(x / 26, y / 26, 501) - 0.5);
  const v = y + 5 * (valueNoise(x / 26, y / 26, 502) - 0.5);
  const paper = mix(
    PAPER,
    hex('#d9c7a0'),
    0.5 * smoothstep(0.45, 0.8, fractalNoise(x / 5, y / 40, 503, 4)),
  );
  const wave = waveAt(u, v);
  const red = wave === undefined && Math.hypot(u - SUN.x, v - SUN.y) < SUN.radius;
  const inked = wave === undefined ? skyInk(u, v) : waveInk(u, v, wave);
  // Ink that the wood's grain did not take.
  const print = 0.97 - 0.5 * smoothstep(0.66, 0.8, fractalNoise(x / 60, y / 3, 504, 4));
  if (inked) return mix(paper, INK, print);
  return red ? mix(paper, RED, print * 0.96) : paper;
}

function crest(x: number, index: number): number {
  const { base, height, length, shift } = WAVES[index] ?? WAVES[0];
  const phase = (x / length) * 2 * Math.PI + shift;
  // Steeper in front than behind.
  const lean = Math.sin(phase + 0.7 * Math.sin(phase));
  return base - height * lean - 10 * (valueNoise(x / 34, index * 7.7, 505) - 0.5);
}

/** The nearest wave that covers a point, or `undefined` in the sky. */
function waveAt(x: number, y: number): number | undefined {
  for (let index = WAVES.length - 1; index >= 0; index--) if (y > crest(x, index)) return index;
  return undefined;
}

function waveInk(x: number, y: number, index: number): boolean {
  const depth = y - crest(x, index);
  const { height, base } = WAVES[index] ?? WAVES[0];
  if (depth < 3) return true;
  // Foam: white, with cells along its lower edge.
  const foam =
    9 + height * 0.22 + 7 * Math.sin(x / (6 + index * 1.6)) * valueNoise(x / 17, index, 506);
  if (depth < foam) return false;
  if (depth < foam + 2.2) return true;
  const pitch = 6.4 + index * 1.1;
  const shadow = clamp(
    0.3 + (depth - foam) / (height * 2.1) + 0.28 * Math.sin((x / 60) * (base / 300)),
  );
  const bent = depth + 16 * fractalNoise(x / 70, y / 50, 507 + index, 3);
  const across = Math.abs(((((bent / pitch) % 1) + 1) % 1) - 0.5) * 2;
  // A line swells and thins as the knife turns.
  const pressure = smoothstep(0.06, 0.4, valueNoise(x / 20, Math.floor(bent / pitch) * 3.7, 508));
  return across < (0.18 + 0.68 * shadow) * pressure;
}

/** Rays round the sun, then long clouds cut along their length. */
function skyInk(x: number, y: number): boolean {
  const from = Math.hypot(x - SUN.x, y - SUN.y);
  if (from < SUN.radius) return from > SUN.radius - 2.5;
  const cloud = fractalNoise(x / 130, y / 30, 509, 4);
  const body = smoothstep(0.5, 0.62, cloud);
  if (Math.abs(cloud - 0.52) < 0.009) return true;
  if (body > 0.3) {
    const bent = y + 12 * fractalNoise(x / 50, y / 30, 510, 3);
    return Math.abs(((bent / 5.5) % 1) - 0.5) * 2 < 0.85 * body * clamp((cloud - 0.5) * 6);
  }
  const turn = (Math.atan2(y - SUN.y, x - SUN.x) / (2 * Math.PI)) * 132;
  const across = Math.abs((((turn % 1) + 1) % 1) - 0.5) * 2;
  const away = (from - SUN.radius) / 300;
  const pressure = smoothstep(0.1, 0.4, valueNoise(from / 30, Math.floor(turn) * 5.3, 511));
  return from > SUN.radius + 9 && across < (0.12 + 0.62 * clamp(away)) * pressure;
}
