import { clamp, hex, mix, type Rgb, shade, smoothstep } from '../samples/colour.js';
import { fractalNoise, seededRandom, valueNoise } from '../samples/noise.js';
import { scatter } from './scatter.js';
import { createSweeper, curve, type Sweeper } from './sweep.js';

/** The picture that the drawing code's coordinates mean, px. */
export const CHALK_PASTEL = { width: 512, height: 512 } as const;

/** Strokes are laid at twice the picture's size. */
const SCALE = 2;
const PAPER = hex('#23222e');

const MOONS = [
  { x: 356, y: 132, radius: 104, colours: ['#fff4cf', '#ffd27a', '#ff9a6a', '#e8608a'] },
  { x: 116, y: 322, radius: 124, colours: ['#ffe6ea', '#ff9fb5', '#d65f9f', '#7a4bb0'] },
  { x: 402, y: 404, radius: 96, colours: ['#e9fbe0', '#8fe0b8', '#35a8a8', '#2f6fb8'] },
  { x: 92, y: 70, radius: 70, colours: ['#eaf6ff', '#9fd0ff', '#6a8ff0', '#5a4fc0'] },
].map((moon) => ({ ...moon, colours: moon.colours.map(hex) }));

const GROUND = ['#2f3f8f', '#1f7f96', '#6a4fa8', '#2f9a8a', '#b0508f', '#e08a5a'].map(hex);

/** Broad side of the stick first, then its edge; lengths at the picture's size. */
const LAYERS = [
  { spacing: 14, radius: 8, length: 84, press: 0.4 },
  { spacing: 10.5, radius: 4, length: 62, press: 0.72 },
  { spacing: 10.5, radius: 2.4, length: 50, press: 0.98 },
] as const;

/** Soft chalk hatched over dark paper, whose tooth shows through every stroke. */
export function chalkPastel(): (x: number, y: number) => Rgb {
  const [width, height] = [CHALK_PASTEL.width * SCALE, CHALK_PASTEL.height * SCALE];
  const canvas = new Float32Array(width * height * 3);
  for (let index = 0; index < canvas.length; index++) canvas[index] = PAPER[index % 3] ?? 0;
  const sweep = createSweeper({ width, height });
  const random = seededRandom(1201);
  for (const { spacing, radius, length, press } of LAYERS) {
    for (const place of scatter(CHALK_PASTEL, spacing, random)) {
      hatch(canvas, sweep, { place, radius, length, press, random });
    }
  }
  return (x, y) => {
    const at = (Math.floor(y * SCALE) * width + Math.floor(x * SCALE)) * 3;
    return [canvas[at] ?? 0, canvas[at + 1] ?? 0, canvas[at + 2] ?? 0];
  };
}

interface Hatch {
  readonly place: readonly [number, number];
  readonly radius: number;
  readonly length: number;
  /** How hard the stick is pressed, 0..1. */
  readonly press: number;
  readonly random: () => number;
}

function hatch(canvas: Float32Array, sweep: Sweeper, stroke: Hatch): void {
  const { place, radius, length, press, random } = stroke;
  const [x, y] = place;
  const colour = stickColour(x, y, random);
  const angle = hatching(x, y) + (random() - 0.5) * 0.24 + (random() < 0.5 ? 0 : Math.PI);
  const reach = Math.min(length * (0.5 + 0.8 * random()), roomAt(x, y)) * SCALE;
  const start: [number, number] = [
    x * SCALE - (Math.cos(angle) * reach) / 2,
    y * SCALE - (Math.sin(angle) * reach) / 2,
  ];
  const path = curve(start, { angle, length: reach, turn: (random() - 0.5) * 0.3 });
  const seed = Math.floor(random() * 1e6);
  const half = radius * SCALE * (0.7 + 0.5 * random());
  sweep({ path, halfWidth: () => half }, ({ at, column, row, across, along }) => {
    const streak = valueNoise(across * half * 0.5, along * 4, seed);
    const fade = smoothstep(0, 0.06, along) * smoothstep(1, 0.7, along);
    const pressure = press * (0.55 + 0.5 * streak) * (0.5 + 0.5 * fade);
    const caught = smoothstep(-0.24, 0.2, pressure - tooth(column, row));
    const chalk = (0.08 + 0.74 * caught) * (1 - across ** 8 * 0.6);
    colour.forEach((value, channel) => {
      const below = canvas[at * 3 + channel] ?? 0;
      canvas[at * 3 + channel] = below + chalk * (value - below);
    });
  });
}

/** How hard one must press to reach the paper here, 0..1. */
function tooth(column: number, row: number): number {
  const grain = fractalNoise(column / 2.6, row / 2.6, 1211, 2);
  return clamp((grain - 0.22) * 1.75);
}

/** The direction of the strokes: round the moons, else slanting, turning from place to place. */
function hatching(x: number, y: number): number {
  const slant = -0.95 + 1.5 * (fractalNoise(x / 150, y / 150, 1221, 2) - 0.5);
  const moon = MOONS.find((each) => Math.hypot(x - each.x, y - each.y) < each.radius);
  return moon ? Math.atan2(y - moon.y, x - moon.x) + Math.PI / 2 : slant;
}

/** How long a straight stroke may be without leaving its ring, px. */
function roomAt(x: number, y: number): number {
  return Math.min(...MOONS.map((moon) => 14 + 1.1 * Math.hypot(x - moon.x, y - moon.y)));
}

function stickColour(x: number, y: number, random: () => number): Rgb {
  const wander = fractalNoise(x / 90, y / 70, 1231, 4) * 1.9 - 0.45 + (random() - 0.5) * 0.3;
  let colour = GROUND[Math.floor(clamp(wander) * (GROUND.length - 0.01))] ?? PAPER;
  for (const moon of MOONS) {
    const ring = Math.hypot(x - moon.x, y - moon.y) / moon.radius + 0.25 * (random() - 0.5);
    if (ring < 1) colour = moon.colours[Math.floor(Math.max(0, ring) * 3.99)] ?? colour;
  }
  const accent = random();
  if (accent > 0.95) return hex('#fff6e0');
  if (accent > 0.9) return hex('#ffb38a');
  if (accent < 0.05) return mix(colour, hex('#10101c'), 0.75);
  return shade(colour, 0.85 + 0.35 * random());
}
