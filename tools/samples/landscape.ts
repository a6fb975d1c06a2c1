import { clamp, gradient, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { headland, WATERLINE } from './lighthouse.js';
import { fractalNoise, valueNoise } from './noise.js';
import { pine, roundTree } from './trees.js';

/** The picture that the drawing code's coordinates mean, px. */
export const LANDSCAPE = { width: 640, height: 480 } as const;

const HORIZON = 306;
const SUN = { x: 188, y: 186, radius: 17 } as const;
const SUNLIGHT = hex('#ffd9a0');

/** Far to near: where the ridge lies, how rough it is, and its colour in light and in shade. */
const HILLS = [
  { ridge: 232, rise: 92, width: 210, seed: 11, lit: hex('#a9a6bd'), dark: hex('#7f88ab') },
  { ridge: 262, rise: 70, width: 160, seed: 29, lit: hex('#8d9a94'), dark: hex('#546f86') },
  { ridge: 285, rise: 44, width: 120, seed: 47, lit: hex('#8f9a58'), dark: hex('#3d5a4c') },
] as const;

/**
 * A lake in the evening, as a colour per point: sky and sun, three ranges of hills, a wooded shore,
 * their reflection, a headland with a lighthouse, and a meadow with trees in front.
 */
export function landscape(x: number, y: number): Rgb {
  return foreground(x, y) ?? headland(x, y) ?? (y < HORIZON ? distance(x, y) : water(x, y));
}

function distance(x: number, y: number): Rgb {
  return shore(x, y) ?? hills(x, y) ?? sky(x, y);
}

/** Whether a point is in the sky. */
export function isSky(x: number, y: number): boolean {
  const inFront = foreground(x, y) ?? headland(x, y);
  return y < HORIZON && (inFront ?? shore(x, y) ?? hills(x, y)) === undefined;
}

/** Whether a point is on the headland, seen past the trees in front. */
export function isHeadland(x: number, y: number): boolean {
  return foreground(x, y) === undefined && headland(x, y) !== undefined;
}

function sky(x: number, y: number): Rgb {
  const base = gradient(
    [
      [0, hex('#2f66a8')],
      [90, hex('#6fa3cf')],
      [170, hex('#c3d3d6')],
      [225, hex('#f6d7a6')],
      [290, hex('#f5b07a')],
    ],
    y,
  );
  const fromSun = Math.hypot(x - SUN.x, y - SUN.y);
  const glow = Math.exp(-fromSun / 70) * 0.75;
  const lit = mix(clouds(x, y, base), hex('#fff0c4'), glow);
  return mix(hex('#fffbe6'), lit, smoothstep(SUN.radius - 1, SUN.radius + 2, fromSun));
}

function clouds(x: number, y: number, base: Rgb): Rgb {
  const sheet = (below: number) =>
    fractalNoise(x / 120 + 0.4 * valueNoise(x / 60, y / 40, 5), (y + below) / 42, 3, 6);
  const cover = smoothstep(0.5, 0.72, sheet(0)) * smoothstep(262, 150, y);
  // Thinner towards the sun's side: the underside of a cloud is lit where the sun stands low.
  const lit = clamp(0.5 + (sheet(0) - sheet(9)) * 5);
  return mix(base, mix(hex('#8d8fb0'), hex('#fff2dc'), lit), cover * 0.92);
}

function hills(x: number, y: number): Rgb | undefined {
  for (const { ridge, rise, width, seed, lit, dark } of [...HILLS].reverse()) {
    const outline = ridge - rise * (fractalNoise(x / width, 0.5, seed, 7) - 0.35);
    if (y < outline) continue;
    const relief = (shift: number) => fractalNoise((x + shift) / 38, (y + shift) / 26, seed + 1, 5);
    const light = clamp(0.5 + (relief(0) - relief(4)) * 5 + (relief(0) - 0.5) * 0.6);
    const haze = smoothstep(outline, HORIZON, y) * 0.35;
    return mix(mix(dark, lit, light), hex('#e9c9a4'), haze);
  }
  return undefined;
}

/** The wood along the far shore. */
function shore(x: number, y: number): Rgb | undefined {
  for (let tree = Math.floor(x / 9) - 2; tree <= Math.floor(x / 9) + 2; tree++) {
    const height =
      13 + 15 * valueNoise(tree * 0.7, 2.5, 61) * smoothstep(-0.2, 0.6, Math.sin(tree));
    const centre = tree * 9 + 5 * valueNoise(tree, 9.5, 62);
    const colours = { lit: hex('#6f7f3c'), dark: hex('#22392f') };
    const found = roundTree({ x: centre, base: HORIZON + 2, height, seed: tree, ...colours }, x, y);
    if (found) return found;
  }
  return undefined;
}

function water(x: number, y: number): Rgb {
  const depth = (y - HORIZON) / (LANDSCAPE.height - HORIZON);
  // Ripples grow towards the viewer, in width faster than in height.
  const scale = 0.12 + depth;
  const ripple = fractalNoise(x / (46 * scale), y / (5.5 * scale), 71, 4) - 0.5;
  const mirroredX = x + ripple * 26 * scale;
  const bend = ripple * 46 * scale;
  const near = headland(mirroredX, 2 * WATERLINE - y + bend * 0.4);
  const reflected = near ?? distance(mirroredX, Math.min(HORIZON - 1, 2 * HORIZON - y + bend));
  const deep = mix(hex('#3d6d86'), hex('#12344f'), depth);
  const colour = mix(reflected, deep, 0.22 + 0.4 * depth + ripple * 0.35);
  return mix(colour, SUNLIGHT, glitter(x, y, ripple));
}

/** The sun's path on the water. */
function glitter(x: number, y: number, ripple: number): number {
  const spread = 12 + (y - HORIZON) * 0.34;
  const path = Math.exp(-(((x - SUN.x) / spread) ** 2));
  return path * smoothstep(0.02, 0.2, ripple + path * 0.08) * 0.85;
}

function foreground(x: number, y: number): Rgb | undefined {
  const colours = { lit: hex('#7f8c3a'), dark: hex('#13261c') };
  return (
    pine({ x: 62, base: 446, height: 300, seed: 81, ...colours }, x, y) ??
    pine({ x: 122, base: 452, height: 190, seed: 82, ...colours }, x, y) ??
    pine({ x: 12, base: 450, height: 214, seed: 83, ...colours }, x, y) ??
    meadow(x, y)
  );
}

function meadow(x: number, y: number): Rgb | undefined {
  const outline = 418 + 46 * smoothstep(120, 430, x) + 8 * fractalNoise(x / 60, 1.5, 91, 4);
  const blades = 9 * valueNoise(x / 1.7, 3.5, 92) * valueNoise(x / 14, 7.5, 93);
  if (y < outline - blades) return undefined;
  const blade = valueNoise(x / 1.5 + y / 9, y / 11, 94);
  const patch = fractalNoise(x / 55, y / 22, 95, 4);
  const green = mix(hex('#22401f'), hex('#93a045'), clamp(0.15 + blade * 0.45 + (patch - 0.4)));
  const colour = mix(green, hex('#d9b65a'), smoothstep(0.55, 0.75, patch) * 0.5);
  return shade(flowers(x, y, outline) ?? colour, 1.02 - 0.3 * smoothstep(430, 480, y));
}

function flowers(x: number, y: number, outline: number): Rgb | undefined {
  const column = Math.floor(x / 7);
  const row = Math.floor(y / 6);
  if (y < outline + 6 || valueNoise(column * 3.7, row * 5.3, 96) < 0.72) return undefined;
  const centreX = (column + 0.25 + 0.5 * valueNoise(column, row, 97)) * 7;
  const centreY = (row + 0.5) * 6;
  if (Math.hypot(x - centreX, y - centreY) > 1.5 + (y - 420) / 60) return undefined;
  return valueNoise(column * 2, row * 2, 98) > 0.5 ? hex('#e9563f') : hex('#f7e9c6');
}
