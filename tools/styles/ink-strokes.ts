import { smoothstep } from '../samples/colour.js';
import { seededRandom, valueNoise } from '../samples/noise.js';
import { createSweeper, curve } from './sweep.js';

/** How much ink and how much vermilion lie at a point, 0..1. */
export type InkAt = (x: number, y: number) => { ink: number; red: number };

/** Strokes are laid at twice the picture's size. */
const SCALE = 2;

interface InkStroke {
  readonly from: readonly [number, number];
  readonly angle: number;
  readonly length: number;
  readonly turn?: number;
  /** Half the width by how far along, px. */
  readonly halfWidth: (along: number) => number;
  readonly tone: number;
  /** 0 soaked, 1 nearly dry. */
  readonly dryness: number;
  readonly red?: boolean;
}

/** Bamboo from above, a plum branch with blossoms, grass and splashes, stroke by stroke. */
export function inkStrokes(size: { readonly width: number; readonly height: number }): InkAt {
  const [width, height] = [size.width * SCALE, size.height * SCALE];
  const ink = new Float32Array(width * height);
  const red = new Float32Array(width * height);
  const sweep = createSweeper({ width, height });
  const random = seededRandom(1501);
  const draw = (stroke: InkStroke) => {
    const { from, angle, length, turn = 0, tone, dryness } = stroke;
    const path = curve([from[0] * SCALE, from[1] * SCALE], { angle, length: length * SCALE, turn });
    const seed = Math.floor(random() * 1e6);
    const layer = stroke.red ? red : ink;
    const halfWidth = (along: number) => stroke.halfWidth(along) * SCALE;
    sweep({ path, halfWidth }, ({ at, across, along }) => {
      const bristle = valueNoise(across * 5, along * length * 0.07, seed);
      const gap = smoothstep(0.1, -0.05, bristle - dryness * (0.35 + 0.5 * along));
      const rim = 0.2 * across ** 4;
      const amount = tone * (0.72 + 0.3 * bristle + rim - 0.25 * along) * (1 - gap);
      layer[at] = 1 - (1 - (layer[at] ?? 0)) * (1 - Math.min(0.97, Math.max(0, amount)));
    });
  };
  for (const stroke of [
    ...bamboo(random),
    ...plum(random),
    ...grass(random),
    ...splashes(random),
  ]) {
    draw(stroke);
  }
  return (x, y) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * SCALE)));
    const at = Math.min(height - 1, Math.max(0, Math.floor(y * SCALE))) * width + column;
    return { ink: ink[at] ?? 0, red: red[at] ?? 0 };
  };
}

function leafWidth(width: number): (along: number) => number {
  return (along) => width * Math.sin(Math.PI * Math.min(1, along * 0.9 + 0.08) ** 0.7) + 0.3;
}

/** Stalks of jointed strokes at the right, and leaves in threes and fours. */
function bamboo(random: () => number): InkStroke[] {
  const strokes: InkStroke[] = [];
  for (const { x, tone, width } of [
    { x: 452, tone: 0.62, width: 6 },
    { x: 404, tone: 0.3, width: 4 },
    { x: 30, tone: 0.4, width: 5 },
  ]) {
    for (let y = -20; y < 520; y += 74) {
      const halfWidth = (along: number) => width * (1 + 0.5 * (Math.abs(along - 0.5) * 2) ** 6);
      const from = [x + y * 0.05, y] as const;
      strokes.push({ from, angle: 1.52, length: 70, halfWidth, tone, dryness: 0.35 });
      for (let leaf = 0; leaf < 5; leaf++) {
        const angle = 0.5 + random() * 2.1;
        const length = 30 + 40 * random();
        const shade = random() < 0.3 ? 0.35 : 0.92;
        const at = [from[0] + (random() - 0.5) * 60, y + random() * 60] as const;
        const look = { tone: shade, dryness: 0.1 + 0.5 * random(), turn: (random() - 0.5) * 0.8 };
        strokes.push({ from: at, angle, length, halfWidth: leafWidth(3 + 3 * random()), ...look });
      }
    }
  }
  return strokes;
}

/** A crooked branch from the left with twigs, and blossoms of five dabs. */
function plum(random: () => number): InkStroke[] {
  const strokes: InkStroke[] = [];
  for (const [startX, startY, heading, size] of [
    [-10, 300, -0.35, 1],
    [520, 210, 2.75, 0.8],
    [120, -10, 1.1, 0.7],
  ] as const) {
    let [x, y] = [startX as number, startY as number];
    for (let piece = 0; piece < 6; piece++) {
      const angle = heading + (random() - 0.5) * 1;
      const length = (36 + 30 * random()) * size;
      const width = (6.5 - piece * 0.9) * size;
      const halfWidth = (along: number) => width * (1 - 0.3 * along) + 0.4;
      strokes.push({ from: [x, y], angle, length, halfWidth, tone: 0.88, dryness: 0.6 });
      for (let twig = 0; twig < 2; twig++) {
        const side = angle + (random() < 0.5 ? -1 : 1) * (0.6 + 0.7 * random());
        const reach = 24 + 34 * random();
        const from = [
          x + Math.cos(angle) * length * random(),
          y + Math.sin(angle) * length * random(),
        ] as const;
        const thin = (along: number) => 1.8 * (1 - 0.6 * along);
        strokes.push({
          from,
          angle: side,
          length: reach,
          halfWidth: thin,
          tone: 0.8,
          dryness: 0.3,
        });
        const tip = [from[0] + Math.cos(side) * reach, from[1] + Math.sin(side) * reach] as const;
        strokes.push(...blossom(tip, 5 + 4 * random(), random));
      }
      x += Math.cos(angle) * length;
      y += Math.sin(angle) * length;
    }
  }
  return strokes;
}

function blossom(
  [x, y]: readonly [number, number],
  size: number,
  random: () => number,
): InkStroke[] {
  const turn = random() * 6;
  return Array.from({ length: 5 }, (_, petal) => {
    const angle = turn + (petal / 5) * 2 * Math.PI;
    const from = [x + Math.cos(angle) * size * 0.3, y + Math.sin(angle) * size * 0.3] as const;
    const look = { tone: 0.75 + 0.3 * random(), dryness: 0, red: true };
    return { from, angle, length: size * 1.05, halfWidth: leafWidth(size * 0.5), ...look };
  });
}

/** Tufts along the lower edge and on the ridges. */
function grass(random: () => number): InkStroke[] {
  return Array.from({ length: 150 }, () => {
    const from = [random() * 512, 250 + 290 * Math.sqrt(random())] as const;
    const width = 0.7 + 1.1 * random();
    const halfWidth = (along: number) => width * (1 - along) + 0.3;
    const angle = -1.57 + (random() - 0.5) * 1.3;
    const length = 12 + 30 * random();
    return { from, angle, length, turn: random() - 0.5, halfWidth, tone: 0.75, dryness: 0.3 };
  });
}

/** Moss dots and drops that fell from the brush. */
function splashes(random: () => number): InkStroke[] {
  return Array.from({ length: 260 }, () => {
    const from = [random() * 512, random() * 512] as const;
    const size = 0.6 + 2.6 * random() ** 2;
    const look = { tone: 0.4 + 0.55 * random(), dryness: 0, halfWidth: leafWidth(size) };
    return { from, angle: random() * 6, length: size * 2.4, ...look };
  });
}
