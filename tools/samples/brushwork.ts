import { type Canvas, layStroke, primedCanvas } from './brush-stroke.js';
import { hex, mix, type Rgb, shade } from './colour.js';
import { fractalNoise, seededRandom, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const BRUSHWORK = { width: 512, height: 512 } as const;

/** Strokes are laid at twice the picture's size, so that bristles are finer than its pixels. */
const SCALE = 2;
const SEED = 20160627;

interface Whirl {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** +1 clockwise, −1 against it. */
  readonly turn: number;
  /** From the middle outwards. */
  readonly colours: readonly Rgb[];
}

const WHIRLS: readonly Whirl[] = [
  whirl(356, 142, 118, 1, ['#fff3c2', '#ffd45e', '#f2a02c', '#d9622b', '#2f7f8f', '#f0d9a0']),
  whirl(132, 208, 92, -1, ['#f7f0d8', '#8fd0c8', '#2b93a3', '#f0b84a', '#1f5f9a', '#cfe4d2']),
  whirl(246, 356, 84, 1, ['#ffe9a8', '#ee8f3a', '#c33f3a', '#7d2a55', '#e8b860', '#2a6f93']),
  whirl(436, 352, 70, -1, ['#f5f2df', '#7fb7d6', '#2d63ad', '#e9c46a', '#203f86', '#89c2b4']),
  whirl(84, 58, 58, 1, ['#fff6cf', '#ffce59', '#e07a33', '#3a86a8', '#f3e3b0', '#23508f']),
  whirl(92, 428, 66, -1, ['#fbe3a2', '#7ea04b', '#2f6d54', '#e2a33d', '#1b4a57', '#b9c46c']),
];

/** What lies between the whirls, by noise. */
const GROUND = ['#15275c', '#1c4b8f', '#20739b', '#153a52', '#3f9aa0', '#274a9b', '#5a3f86'].map(
  hex,
);

/** Broad strokes first; `spacing` px between strokes, all lengths at the picture's size. */
const LAYERS = [
  { spacing: 9, radius: 8, length: 70 },
  { spacing: 5.5, radius: 4.4, length: 46 },
  { spacing: 4.2, radius: 2.6, length: 30 },
] as const;

/** Oil paint in whirls: thousands of curved strokes along a flow field, lit from the upper left. */
export function brushwork(): (x: number, y: number) => Rgb {
  const canvas = primedCanvas(BRUSHWORK.width * SCALE, BRUSHWORK.height * SCALE, hex('#3a2a22'));
  const random = seededRandom(SEED);
  let number = 0;
  for (const { spacing, radius, length } of LAYERS) {
    for (const [x, y] of shuffled(jitteredGrid(spacing, random), random)) {
      number++;
      const path = follow(x, y, length * (0.6 + 0.8 * random()));
      const colour = strokeColour(x, y, random);
      const width = radius * SCALE * (0.7 + 0.6 * random());
      layStroke(canvas, { number, path, radius: width, colour });
    }
  }
  return (x, y) => litPaint(canvas, Math.floor(x * SCALE), Math.floor(y * SCALE));
}

function whirl(
  x: number,
  y: number,
  radius: number,
  turn: number,
  codes: readonly string[],
): Whirl {
  return { x, y, radius, turn, colours: codes.map(hex) };
}

/** The direction of the brush: round the whirls, and waves where none is near. */
function flow(x: number, y: number): readonly [number, number] {
  const angle = (fractalNoise(x / 190, y / 130, SEED, 3) - 0.5) * 5 + 0.35 * Math.sin(x / 70);
  let [u, v] = [0.8 * Math.cos(angle), 0.8 * Math.sin(angle)];
  for (const { x: centreX, y: centreY, radius, turn } of WHIRLS) {
    const [dx, dy] = [x - centreX, y - centreY];
    const distance = Math.hypot(dx, dy) + 1e-3;
    const pull = 5 * Math.exp(-((distance / radius) ** 2) * 1.4);
    // A little inwards as well as round: a spiral.
    u += (pull * (-turn * dy - 0.22 * dx)) / distance;
    v += (pull * (turn * dx - 0.22 * dy)) / distance;
  }
  const speed = Math.hypot(u, v) || 1;
  return [u / speed, v / speed];
}

/** The path of a stroke from a point at the picture's size, in points of the canvas. */
function follow(startX: number, startY: number, length: number): [number, number][] {
  const path: [number, number][] = [];
  let [x, y] = [startX, startY];
  for (let step = 0; step < length * SCALE; step++) {
    path.push([x * SCALE, y * SCALE]);
    const [u, v] = flow(x, y);
    x += u / SCALE;
    y += v / SCALE;
  }
  return path;
}

function strokeColour(x: number, y: number, random: () => number): Rgb {
  const wander = fractalNoise(x / 80, y / 55, SEED + 7, 4) * 1.6 - 0.3 + (random() - 0.5) * 0.22;
  let colour = pick(GROUND, wander);
  for (const { x: centreX, y: centreY, radius, colours } of WHIRLS) {
    const rings = Math.hypot(x - centreX, y - centreY) / radius;
    const ragged = rings + 0.24 * (valueNoise(x / 22, y / 22, SEED + 9) - 0.5) + 0.1 * random();
    if (ragged < 1) colour = pick(colours, ragged);
  }
  const accent = random();
  if (accent > 0.965) colour = hex('#f6e7b4');
  else if (accent < 0.03) colour = hex('#0e1a3a');
  const warmth = (random() - 0.5) * 0.16;
  return shade([colour[0] + warmth, colour[1], colour[2] - warmth], 0.86 + 0.28 * random());
}

function pick(colours: readonly Rgb[], position: number): Rgb {
  const place = Math.min(0.9999, Math.max(0, position)) * (colours.length - 1);
  const below = colours[Math.floor(place)] ?? hex('#000000');
  const above = colours[Math.floor(place) + 1] ?? below;
  // Painters put colours side by side rather than mix them all the way.
  return mix(below, above, Math.round((place % 1) * 2) / 2);
}

function jitteredGrid(spacing: number, random: () => number): [number, number][] {
  const points: [number, number][] = [];
  for (let y = -spacing; y < BRUSHWORK.height + spacing; y += spacing) {
    for (let x = -spacing; x < BRUSHWORK.width + spacing; x += spacing) {
      points.push([x + (random() - 0.5) * spacing * 1.6, y + (random() - 0.5) * spacing * 1.6]);
    }
  }
  return points;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** The paint's colour with the light and shadow of its relief. */
function litPaint({ width, height, colour, relief }: Canvas, column: number, row: number): Rgb {
  const at = row * width + column;
  const right = column + 1 < width ? at + 1 : at;
  const below = row + 1 < height ? at + width : at;
  const here = relief[at] ?? 0;
  const slope = (relief[right] ?? 0) - here + (relief[below] ?? 0) - here;
  const light = 1 + Math.max(-0.22, Math.min(0.3, slope * 0.22));
  const at3 = at * 3;
  return shade([colour[at3] ?? 0, colour[at3 + 1] ?? 0, colour[at3 + 2] ?? 0], light);
}
