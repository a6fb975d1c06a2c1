import { clamp, gradient, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const STREET = { width: 640, height: 480 } as const;

/** Where the houses stand on the quay, and where the quay ends at the water. */
const FOOT = 318;
const QUAY = 346;
const MOON = { x: 508, y: 66, radius: 22 } as const;
const LAMPS = [118, 372, 574] as const;
const LAMPLIGHT = hex('#ffd27a');
const STONE = hex('#efe3cf');
const DARK = hex('#27304f');

interface House {
  readonly left: number;
  readonly right: number;
  readonly eaves: number;
  readonly gable: 'steps' | 'point' | 'bell';
  readonly wall: Rgb;
  readonly floors: number;
  readonly bays: number;
}

const HOUSES: readonly House[] = [
  house(-24, 78, 148, 'point', '#b5533c', 4, 3),
  house(78, 166, 182, 'steps', '#d8a24e', 3, 2),
  house(166, 268, 128, 'bell', '#4f7f8c', 4, 3),
  house(268, 348, 170, 'point', '#e4c9a0', 3, 2),
  house(348, 448, 140, 'steps', '#8e3f4a', 4, 3),
  house(448, 540, 190, 'bell', '#c77b4a', 3, 2),
  house(540, 664, 150, 'point', '#6d7a5a', 4, 3),
];

/** Gabled houses on a canal at dusk, as a colour per point: lit windows, lamps, and their reflection. */
export function street(x: number, y: number): Rgb {
  return y < QUAY ? lampGlow(x, y, above(x, y)) : canal(x, y);
}

function above(x: number, y: number): Rgb {
  return lamp(x, y) ?? quay(x, y) ?? houses(x, y) ?? sky(x, y);
}

function house(
  left: number,
  right: number,
  eaves: number,
  gable: House['gable'],
  wall: string,
  floors: number,
  bays: number,
): House {
  return { left, right, eaves, gable, wall: hex(wall), floors, bays };
}

function sky(x: number, y: number): Rgb {
  const base = gradient(
    [
      [0, hex('#1d2a5e')],
      [110, hex('#4a4f93')],
      [190, hex('#a8749f')],
      [250, hex('#f0a07c')],
      [310, hex('#ffd08a')],
    ],
    y,
  );
  const sheet = fractalNoise(x / 150 + 0.3 * valueNoise(x / 70, y / 40, 5), y / 36, 203, 6);
  const cloud = smoothstep(0.5, 0.72, sheet);
  const lit = mix(hex('#5b5590'), hex('#ffb994'), smoothstep(40, 230, y));
  const fromMoon = Math.hypot(x - MOON.x, y - MOON.y);
  const glow = mix(mix(base, lit, cloud * 0.8), hex('#fff3d0'), 0.5 * Math.exp(-fromMoon / 42));
  return mix(hex('#fff8e2'), glow, smoothstep(MOON.radius - 1, MOON.radius + 1, fromMoon));
}

function houses(x: number, y: number): Rgb | undefined {
  const found = HOUSES.find(({ left, right }) => x >= left && x < right);
  if (found === undefined || y >= FOOT) return undefined;
  const { left, right, eaves } = found;
  const outline = eaves - gableHeight(found, x);
  if (y < outline) return chimney(found, x, y);
  const edge = y < outline + 5 && y < eaves + 6;
  if (edge || Math.abs(y - eaves - 6) < 2.5)
    return shade(STONE, 0.72 + 0.2 * valueNoise(x / 5, y / 3, 7));
  const side = smoothstep(right, left, x);
  const brick = bricks(x, y, left);
  const wall = shade(found.wall, (0.58 + 0.3 * side) * brick);
  const dusk = mix(wall, hex('#3a3f78'), 0.28 * smoothstep(FOOT, eaves - 40, y));
  return openings(found, x, y) ?? dusk;
}

/** How far the front rises above the eaves at x. */
function gableHeight({ left, right, gable }: House, x: number): number {
  const half = (right - left) / 2;
  const across = Math.abs(x - left - half) / half;
  if (gable === 'steps') return Math.max(0, Math.ceil((1 - across) * 5) * 13 - 10);
  if (gable === 'point') return 58 * (1 - across);
  return across < 0.46
    ? 40 + 20 * Math.sqrt(1 - (across / 0.46) ** 2)
    : 40 * (1 - (across - 0.46) / 0.54) ** 2.2;
}

function chimney({ left, right, eaves }: House, x: number, y: number): Rgb | undefined {
  const middle = left + (right - left) * 0.24;
  if (Math.abs(x - middle) > 6 || y < eaves - 46 || y > eaves) return undefined;
  return y < eaves - 41 ? DARK : shade(hex('#7a4438'), x < middle ? 0.95 : 0.6);
}

function bricks(x: number, y: number, seed: number): number {
  const row = Math.floor(y / 4);
  const joint = y % 4 < 0.8 || (x + (row % 2) * 5) % 10 < 0.9;
  const tone = valueNoise(Math.floor((x + (row % 2) * 5) / 10) * 3.1, row * 2.7, seed + 300);
  return joint ? 1.14 : 0.84 + 0.3 * tone;
}

function openings(owner: House, x: number, y: number): Rgb | undefined {
  const { left, right, eaves, floors, bays } = owner;
  const storey = (FOOT - eaves - 12) / floors;
  const floor = Math.floor((y - eaves - 12) / storey);
  const bayWidth = (right - left - 10) / bays;
  const bay = Math.floor((x - left - 5) / bayWidth);
  if (bay < 0 || bay >= bays || floor < 0) return attic(owner, x, y);
  const u = x - left - 5 - (bay + 0.5) * bayWidth;
  const door = floor === floors - 1 && bay === 0;
  const v = y - eaves - 12 - (floor + (door ? 0.58 : 0.5)) * storey;
  const [halfWidth, halfHeight] = [bayWidth * 0.29, storey * (door ? 0.42 : 0.33)];
  const [across, down] = [Math.abs(u) / halfWidth, Math.abs(v) / halfHeight];
  if (across > 1.22 || down > 1.14) return undefined;
  if (across > 1 || down > 1) return shade(STONE, 0.8);
  if (door) return shade(hex('#2f5a4a'), across < 0.7 && Math.abs(down - 0.45) < 0.36 ? 0.72 : 1);
  if (across < 0.09 || Math.abs(v / halfHeight + 0.2) < 0.07) return shade(STONE, 0.85);
  return pane(x, y, valueNoise(bay * 7.3 + left, floor * 5.9, 211), v / halfHeight);
}

function attic({ left, right, eaves }: House, x: number, y: number): Rgb | undefined {
  const from = Math.hypot(x - (left + right) / 2, y - eaves + 12);
  if (from > 10) return undefined;
  return from > 7.5 ? shade(STONE, 0.85) : hex('#ffc766');
}

/** Most windows are lit, each in its own warmth, brighter near its lamp; the others mirror the sky. */
function pane(x: number, y: number, chance: number, v: number): Rgb {
  if (chance < 0.36) return mix(hex('#2b3566'), hex('#8d78a8'), clamp(0.4 - v * 0.4));
  const lit = mix(hex('#f29a3f'), hex('#ffe9a8'), clamp(0.65 - v * 0.45));
  return shade(lit, 0.8 + 0.3 * fractalNoise(x / 6, y / 9, 213, 3));
}

function quay(x: number, y: number): Rgb | undefined {
  if (y < FOOT) return undefined;
  const row = Math.floor((y - FOOT) / 7);
  const column = Math.floor((x + row * 9) / 18);
  const joint = (y - FOOT) % 7 < 1 || (x + row * 9) % 18 < 1.2;
  const stone = mix(hex('#4a4663'), hex('#9a8478'), valueNoise(column * 3.3, row * 4.1, 221));
  return shade(stone, (joint ? 0.6 : 0.95) * (y > QUAY - 8 ? 0.75 : 1));
}

function lamp(x: number, y: number): Rgb | undefined {
  for (const middle of LAMPS) {
    const across = Math.abs(x - middle);
    if (y > 238 && y < 334 && across < (y > 322 ? 4 : 1.6)) return DARK;
    if (y > 214 && y <= 238 && across < 4 + (238 - y) * 0.16) {
      return across > 3 + (238 - y) * 0.16 ? DARK : hex('#fff1bf');
    }
    if (y > 205 && y <= 214 && across < (y - 204) * 1.05) return DARK;
  }
  return undefined;
}

function lampGlow(x: number, y: number, colour: Rgb): Rgb {
  const near = Math.min(...LAMPS.map((middle) => Math.hypot(x - middle, y - 227)));
  return mix(colour, LAMPLIGHT, 0.62 * Math.exp(-near / 24));
}

function canal(x: number, y: number): Rgb {
  const depth = (y - QUAY) / (STREET.height - QUAY);
  const scale = 0.16 + depth;
  const ripple = fractalNoise(x / (44 * scale), y / (5 * scale), 231, 4) - 0.5;
  const mirroredX = clamp((x + ripple * 30 * scale) / 639) * 639;
  const mirroredY = 2 * QUAY - y - 2 + ripple * 56 * scale - depth * 90;
  const height = Math.max(0, Math.min(QUAY - 1, mirroredY));
  const reflected = lampGlow(mirroredX, height, above(mirroredX, height));
  return mix(reflected, hex('#14204a'), 0.2 + 0.34 * depth + ripple * 0.5);
}
