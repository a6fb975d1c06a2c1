import { clamp, mix, type Rgb, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

export interface Tree {
  /** Middle of the trunk and where it stands, px. */
  readonly x: number;
  readonly base: number;
  readonly height: number;
  readonly seed: number;
  /** Leaves towards the light (from the left) and away from it. */
  readonly lit: Rgb;
  readonly dark: Rgb;
}

const BARK: Rgb = [0.2, 0.15, 0.12];

/** The tree's colour at a point, or `undefined` beside it: a conifer with tiers of hanging branches. */
export function pine({ x: middle, base, height, seed, lit, dark }: Tree, x: number, y: number) {
  const down = (y - (base - height)) / height;
  if (down < 0 || down > 1) return undefined;
  const across = x - middle;
  const tier = (down * 11 + 0.35 * valueNoise(down * 30, seed, 1)) % 1;
  const reach = height * (0.012 + 0.19 * down) * (0.45 + 0.55 * tier);
  const ragged = reach * (0.62 + 0.75 * fractalNoise(x / 7, y / 3.5, seed, 4));
  const trunk = height * 0.014 * (0.3 + down);
  if (down < 0.95 && Math.abs(across) < ragged) {
    const needles = fractalNoise((x + y) / 4, y / 2.6, seed + 1, 4);
    const side = 0.5 - across / (2.4 * ragged + 1e-6);
    return mix(dark, lit, clamp(side * needles * 1.6 - 0.25 + 0.3 * (1 - tier) * side));
  }
  return Math.abs(across) < trunk ? BARK : undefined;
}

/** The tree's colour at a point, or `undefined` beside it: a round crown on the ground. */
export function roundTree(tree: Tree, x: number, y: number): Rgb | undefined {
  const { x: middle, base, height, seed, lit, dark } = tree;
  const across = (x - middle) / (height * 0.62);
  const up = (base - y) / height;
  if (up < -0.1 || up > 1.2) return undefined;
  const crown = Math.hypot(across, (up - 0.45) / 0.62);
  if (crown > 0.72 + 0.5 * fractalNoise(x / 5, y / 5, seed, 3)) return undefined;
  const leaves = fractalNoise(x / 4, y / 3, seed + 1, 3);
  const light = smoothstep(-0.9, 0.9, up - 0.5 - across * 0.6 + (leaves - 0.5) * 1.4);
  return mix(dark, lit, light);
}
