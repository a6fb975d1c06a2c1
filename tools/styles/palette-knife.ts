import { clamp, hex, mix, type Rgb, shade, smoothstep } from '../samples/colour.js';
import { fractalNoise, seededRandom, valueNoise } from '../samples/noise.js';
import { scatter } from './scatter.js';
import { createSweeper, curve, type Sweeper } from './sweep.js';

/** The picture that the drawing code's coordinates mean, px. */
export const PALETTE_KNIFE = { width: 512, height: 512 } as const;

/** Paint is laid at twice the picture's size. */
const SCALE = 2;

const FIELDS = [
  '#f4e3c8',
  '#e9b98a',
  '#d9713c',
  '#a83a2a',
  '#6b2230',
  '#c9a24a',
  '#7f8f62',
  '#3f5f58',
  '#e8cfc0',
  '#c98a80',
].map(hex);
const ACCENTS = ['#fffaf0', '#2f9a9a', '#f2b52f', '#2a1a20', '#e8553a'].map(hex);

/** Large slabs first; lengths at the picture's size. */
const LAYERS = [
  { spacing: 44, half: 38, length: 150 },
  { spacing: 44, half: 27, length: 116 },
  { spacing: 52, half: 17, length: 80 },
  { spacing: 60, half: 9, length: 52 },
  { spacing: 66, half: 4, length: 38 },
] as const;

interface Impasto {
  readonly width: number;
  readonly height: number;
  /** RGB, 0..1. */
  readonly colour: Float32Array;
  readonly relief: Float32Array;
}

/** Thick oil spread with a knife: slabs of half-mixed paint with ridges where the blade lifted. */
export function paletteKnife(): (x: number, y: number) => Rgb {
  const [width, height] = [PALETTE_KNIFE.width * SCALE, PALETTE_KNIFE.height * SCALE];
  const colour = new Float32Array(width * height * 3).fill(0.3);
  const impasto = { width, height, colour, relief: new Float32Array(width * height) };
  const sweep = createSweeper(impasto);
  const random = seededRandom(1301);
  for (const { spacing, half, length } of LAYERS) {
    for (const place of scatter(PALETTE_KNIFE, spacing, random)) {
      spread(impasto, sweep, { place, half, length, random });
    }
  }
  return (x, y) => lit(impasto, Math.floor(x * SCALE), Math.floor(y * SCALE));
}

interface Slab {
  readonly place: readonly [number, number];
  readonly half: number;
  readonly length: number;
  readonly random: () => number;
}

function spread(impasto: Impasto, sweep: Sweeper, { place, half, length, random }: Slab): void {
  const [x, y] = place;
  const load: Rgb = fieldColour(x, y, random);
  const marbling = random() < 0.5 ? fieldColour(x + 60, y + 40, random) : shade(load, 0.72);
  const angle = bladeAngle(x, y) + (random() - 0.5) * 0.9 + (random() < 0.5 ? Math.PI : 0);
  const reach = length * SCALE * (0.6 + 0.7 * random());
  const start = [
    x * SCALE - Math.cos(angle) * reach * 0.5,
    y * SCALE - Math.sin(angle) * reach * 0.5,
  ];
  const path = curve([start[0] ?? 0, start[1] ?? 0], {
    angle,
    length: reach,
    turn: random() - 0.5,
  });
  const seed = Math.floor(random() * 1e6);
  const broad = half * SCALE * (0.7 + 0.6 * random());
  sweep({ path, halfWidth: () => broad }, ({ at, column, row, across, along }) => {
    const ragged = valueNoise(across * broad * 0.12, 0.5, seed + 1);
    // The blade skips where paint runs out.
    const dry = fractalNoise(column / 9, row / 9, seed + 2, 3);
    if (along > 0.72 + 0.28 * ragged || dry < smoothstep(0.55, 1.05, along) * 0.62) return;
    const streak = fractalNoise(across * broad * 0.16, along * 1.3, seed + 3, 3);
    const tint = mix(load, marbling, smoothstep(0.48, 0.66, streak));
    const fine = valueNoise(across * broad * 0.55, along * 5, seed + 4);
    const ridge = smoothstep(0.8, 0.97, Math.abs(across)) + smoothstep(0.06, 0, along) * 0.5;
    const lip = smoothstep(0.6, 0.72 + 0.28 * ragged, along) * 0.8;
    impasto.relief[at] = 0.35 * (impasto.relief[at] ?? 0) + 0.5 + 1.1 * ridge + lip + 0.35 * fine;
    shade(tint, 0.9 + 0.18 * fine).forEach((value, channel) => {
      impasto.colour[at * 3 + channel] = value;
    });
  });
}

function bladeAngle(x: number, y: number): number {
  return 6 * fractalNoise(x / 170, y / 170, 1311, 2);
}

function fieldColour(x: number, y: number, random: () => number): Rgb {
  const level = fractalNoise(x / 150, y / 120, 1321, 3) * 2 - 0.5 + (random() - 0.5) * 0.34;
  const field = FIELDS[Math.floor(clamp(level) * (FIELDS.length - 0.01))] ?? [0.5, 0.5, 0.5];
  const accent = random();
  const chosen = accent < 0.14 ? (ACCENTS[Math.floor((accent / 0.14) * 4.99)] ?? field) : field;
  return shade(chosen, 0.88 + 0.24 * random());
}

/** The paint with light from the upper left on its relief. */
function lit({ width, height, colour, relief }: Impasto, column: number, row: number): Rgb {
  const at = row * width + column;
  const right = column + 2 < width ? at + 2 : at;
  const below = row + 2 < height ? at + 2 * width : at;
  const here = relief[at] ?? 0;
  const slope = (relief[right] ?? 0) - here + (relief[below] ?? 0) - here;
  const light = 1 + Math.max(-0.42, Math.min(0.4, slope * 0.3));
  const at3 = at * 3;
  const paint = shade([colour[at3] ?? 0, colour[at3 + 1] ?? 0, colour[at3 + 2] ?? 0], light);
  return mix(paint, [1, 1, 1], 0.25 * smoothstep(0.9, 2, slope));
}
