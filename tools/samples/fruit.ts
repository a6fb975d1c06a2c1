import { clamp, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const FRUIT = { width: 640, height: 480 } as const;

/** Where the wall meets the table. */
const TABLE = 292;
const BOWL = { x: 300, rim: 282, width: 168, lip: 36, foot: 404 } as const;
/** Towards the light: from the upper left, a little in front. */
const LIGHT = [-0.56, -0.62, 0.55] as const;

interface Fruit {
  readonly x: number;
  readonly y: number;
  /** Half the width and the height, px. */
  readonly rx: number;
  readonly ry: number;
  readonly skin: Rgb;
  /** The other colour of the skin, in patches. */
  readonly blush: Rgb;
  readonly shadow: Rgb;
  readonly kind: 'apple' | 'orange' | 'pear' | 'grape';
}

const SHINE = { apple: 0.75, orange: 0.35, pear: 0.25, grape: 0.8 } as const;
const PEAR = ['#c9c34a', '#e0a23c', '#4d5a1f', 'pear'] as const;
const APPLE = ['#d23a2c', '#f0a64a', '#5a1420', 'apple'] as const;
const ORANGE = ['#f4922a', '#ffb347', '#8a3a12', 'orange'] as const;
const GRAPE = ['#6b3a7c', '#8d5aa0', '#241036', 'grape'] as const;

/** Front to back. */
const IN_BOWL: readonly Fruit[] = [
  fruit(238, 262, 58, 55, APPLE),
  fruit(354, 264, 60, 58, ORANGE),
  fruit(294, 206, 54, 78, PEAR),
  fruit(428, 268, 44, 42, APPLE),
  fruit(184, 272, 44, 42, ORANGE),
  fruit(382, 208, 48, 46, ['#b8c95a', '#e4d46a', '#3d5220', 'apple']),
];
const ON_TABLE: readonly Fruit[] = [
  fruit(520, 388, 48, 46, ORANGE),
  fruit(122, 410, 46, 44, ['#c9442f', '#e9c25a', '#4d1520', 'apple']),
  ...[
    [428, 424],
    [452, 432],
    [476, 428],
    [440, 408],
    [464, 410],
    [418, 404],
    [452, 390],
    [428, 386],
    [486, 448],
    [462, 452],
    [436, 446],
  ].map(([x = 0, y = 0]) => fruit(x, y, 14, 14, GRAPE)),
];

/** A bowl of fruit on a wooden table beside a window, as a colour per point. */
export function fruitBowl(x: number, y: number): Rgb {
  return (
    firstOf(ON_TABLE, x, y) ?? bowl(x, y) ?? inBowl(x, y) ?? (y > TABLE ? table(x, y) : wall(x, y))
  );
}

function fruit(
  x: number,
  y: number,
  rx: number,
  ry: number,
  [skin, blush, shadow, kind]: readonly [string, string, string, Fruit['kind']],
): Fruit {
  return { x, y, rx, ry, skin: hex(skin), blush: hex(blush), shadow: hex(shadow), kind };
}

function firstOf(fruits: readonly Fruit[], x: number, y: number): Rgb | undefined {
  for (const one of fruits) {
    const colour = stem(one, x, y) ?? body(one, x, y);
    if (colour) return colour;
  }
  return undefined;
}

function body(one: Fruit, x: number, y: number): Rgb | undefined {
  const v = (y - one.y) / one.ry;
  const u = (x - one.x) / (one.rx * (one.kind === 'pear' ? pearWidth(v) : 1));
  const reach = u * u + (one.kind === 'pear' ? Math.max(0, Math.abs(v) - 0.62) ** 2 * 6.9 : v * v);
  if (reach > 1 || Math.abs(v) > 1) return undefined;
  const facing = Math.sqrt(1 - reach);
  const diffuse = u * LIGHT[0] + v * 0.9 * LIGHT[1] + facing * LIGHT[2];
  const patches = fractalNoise(x / 40 + one.x, y / 50, 301 + one.rx, 3);
  // Streaks run from stem to flower, closer together towards the sides, as on a ball.
  const streaks = fractalNoise(
    Math.asin(clamp(Math.abs(u))) * Math.sign(u) * 9 + one.x,
    v * 1.4,
    302,
    3,
  );
  const skin = mix(one.skin, one.blush, smoothstep(0.3, 0.8, patches * 0.6 + streaks * 0.4));
  const dimples = one.kind === 'orange' ? 0.9 + 0.2 * valueNoise(x / 2.2, y / 2.2, 303) : 1;
  const lit = mix(one.shadow, shade(skin, 1.12 * dimples), smoothstep(-0.42, 0.86, diffuse));
  const bounced = mix(lit, hex('#d98c4a'), 0.3 * smoothstep(0.5, 1, v) * smoothstep(0.5, 1, reach));
  const shine = smoothstep(0.9, 1, diffuse) * SHINE[one.kind];
  return mix(bounced, hex('#fffaf0'), shine);
}

/** Narrow above, wide below. */
function pearWidth(v: number): number {
  return 0.5 + 0.5 * smoothstep(-0.75, 0.35, v);
}

function stem({ x: middle, y: centre, ry, kind }: Fruit, x: number, y: number): Rgb | undefined {
  if (kind !== 'apple' && kind !== 'pear') return undefined;
  const up = centre - ry * 0.86 - y;
  if (up < 0 || up > 22) return undefined;
  return Math.abs(x - middle - up * up * 0.018) < 1.6 + up * 0.05 ? hex('#4a3020') : undefined;
}

function inBowl(x: number, y: number): Rgb | undefined {
  const colour = firstOf(IN_BOWL, x, y);
  if (colour) return shade(colour, 1 - 0.5 * smoothstep(BOWL.rim - 24, BOWL.rim + 46, y));
  const inside = Math.hypot((x - BOWL.x) / BOWL.width, (y - BOWL.rim) / BOWL.lip);
  if (inside > 1) return undefined;
  if (inside > 0.96) return hex('#e9eef2');
  return mix(hex('#27405e'), hex('#8fa9bd'), smoothstep(BOWL.x - 160, BOWL.x + 170, x));
}

/** White china with blue bands and petals, lit as a round thing. */
function bowl(x: number, y: number): Rgb | undefined {
  const across = (x - BOWL.x) / BOWL.width;
  if (Math.abs(across) > 1) return undefined;
  const lip = BOWL.rim + BOWL.lip * Math.sqrt(1 - across * across);
  const down = (y - lip) / (BOWL.foot - BOWL.rim - BOWL.lip);
  const profile = Math.abs(across) / Math.sqrt(Math.max(0.02, 1 - clamp(down) ** 2 * 0.86));
  const foot =
    Math.abs(across) < 0.36 &&
    y > BOWL.rim + 90 &&
    y < BOWL.foot + 10 * Math.sqrt(1 - (across / 0.36) ** 2);
  if (y < lip || (!foot && (profile > 1 || down > 1))) return undefined;
  const round =
    foot && down > 0.94
      ? across / 0.36
      : across / Math.sqrt(Math.max(0.1, 1 - clamp(down) ** 2 * 0.86));
  const turn = Math.asin(clamp(Math.abs(round))) * Math.sign(round);
  const petal = Math.abs(((turn * 3.2 + 20) % 1) - 0.5) * 2;
  const leaf =
    Math.hypot(petal * 0.7, (down - 0.42) / 0.3) < 0.62 &&
    Math.hypot(petal * 0.7, (down - 0.42) / 0.3) > 0.3;
  const band = Math.abs(down - 0.09) < 0.025 || Math.abs(down - 0.78) < 0.02;
  const glaze = leaf || band ? hex('#2f5fa8') : hex('#f4f1e8');
  const light = smoothstep(1.05, -0.75, round + down * 0.35);
  const shine = 0.75 * Math.exp(-(((round + 0.52) / 0.07) ** 2) - ((down - 0.3) / 0.2) ** 2);
  const lit = mix(mix(shade(glaze, 0.36), hex('#2a3355'), 0.25), glaze, light);
  return mix(down < 0.03 ? shade(lit, 1.1) : lit, hex('#ffffff'), shine);
}

function table(x: number, y: number): Rgb {
  const near = (y - TABLE) / (FRUIT.height - TABLE);
  const board = Math.floor(near * near * 2.2 + near * 2.4);
  const grain = fractalNoise(x / 150 + board * 9, y / (2.4 + 3 * near) + board * 5, 311, 5);
  const rings = 0.5 + 0.5 * Math.sin(grain * 34 + x / 90);
  const wood = mix(hex('#6b3d22'), hex('#c88a4e'), 0.25 + 0.45 * grain + 0.3 * rings);
  const joint = (near * near * 2.2 + near * 2.4) % 1 < 0.03 ? 0.55 : 1;
  const pool = Math.exp(-(((x - 190) / 330) ** 2) - ((near - 0.3) / 0.7) ** 2);
  return shade(wood, joint * (0.62 + 0.6 * pool) * (1 - 0.72 * tableShadow(x, y)));
}

/** Shadows fall to the right, away from the light, soft at their far ends. */
function tableShadow(x: number, y: number): number {
  const cast = (middle: number, foot: number, radius: number) => {
    const away = Math.max(0, x - middle) / radius;
    const distance = Math.hypot(
      (x - middle - radius * 0.7) / (radius * 1.7),
      (y - foot) / (radius * 0.36),
    );
    return smoothstep(1.05 + away * 0.12, 0.5 - away * 0.16, distance);
  };
  const fruits = ON_TABLE.map(({ x: middle, y: centre, rx, ry }) =>
    cast(middle, centre + ry * 0.8, rx),
  );
  return Math.max(cast(BOWL.x, BOWL.foot + 2, 110), ...fruits);
}

/** Plaster with the light of a window lying across it. */
function wall(x: number, y: number): Rgb {
  const plaster = fractalNoise(x / 60, y / 60, 321, 6);
  const base = mix(hex('#2f5a5e'), hex('#5f8f86'), plaster);
  const [u, v] = [x - 380 + (y - 140) * 0.5, y - 130 + x * 0.06];
  const edge = (value: number, half: number) => smoothstep(half + 7, half - 7, Math.abs(value));
  const bars = (1 - edge(u, 4)) * (1 - edge(v - 26, 4));
  const light = edge(u, 130) * edge(v - 26, 118) * bars;
  const lit = mix(base, mix(hex('#cfc58c'), hex('#f3e2ae'), plaster), 0.62 * light);
  return shade(
    lit,
    1.02 -
      0.4 * smoothstep(180, 640, Math.hypot(x - 260, y - 150)) -
      0.25 * smoothstep(TABLE - 26, TABLE, y),
  );
}
