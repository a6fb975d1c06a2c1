import { clamp, gradient, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const DOTS = { width: 512, height: 512 } as const;

/** From the top: distance between dots and their radius, px. */
const LAYERS = [
  { pitch: 8.5, radius: 2.7, seed: 701 },
  { pitch: 6.6, radius: 3.1, seed: 711 },
  { pitch: 6, radius: 3.8, seed: 721 },
  { pitch: 6.4, radius: 5.2, seed: 731 },
] as const;

const CANVAS = hex('#e6d8b8');

/** A river in summer in dots of pure colour that mix in the eye, as a colour per point. */
export function dots(x: number, y: number): Rgb {
  for (const layer of LAYERS) {
    const colour = dotAt(layer, x, y);
    if (colour) return colour;
  }
  return CANVAS;
}

function dotAt(
  { pitch, radius, seed }: (typeof LAYERS)[number],
  x: number,
  y: number,
): Rgb | undefined {
  const [column, row] = [Math.floor(x / pitch), Math.floor(y / pitch)];
  for (let atColumn = column - 1; atColumn <= column + 1; atColumn++) {
    for (let atRow = row - 1; atRow <= row + 1; atRow++) {
      const random = (which: number) => valueNoise(atColumn, atRow, seed + which);
      const centreX = (atColumn + 0.5 + (random(1) - 0.5) * 1.1) * pitch;
      const centreY = (atRow + 0.5 + (random(2) - 0.5) * 1.1) * pitch;
      const size = radius * (0.75 + 0.5 * random(3));
      const from = Math.hypot(x - centreX, y - centreY) / size;
      if (from > 1) continue;
      const colour = pigment(scene(centreX, centreY), random(4), random(5));
      // A blob of paint: its rim stands up, lit from the upper left.
      const tilt = (x - centreX + y - centreY) / size;
      return shade(colour, 1 - 0.13 * tilt * smoothstep(0.3, 1, from));
    }
  }
  return undefined;
}

/** The painter's few pigments: each dot is one near the scene's colour, or its complement. */
function pigment([red, green, blue]: Rgb, chance: number, strength: number): Rgb {
  const grey = (red + green + blue) / 3;
  const vivid = (factor: number): Rgb => [
    clamp(grey + (red - grey) * factor),
    clamp(grey + (green - grey) * factor),
    clamp(grey + (blue - grey) * factor),
  ];
  if (chance < 0.13) return mix(vivid(-0.6), hex('#ef8a3c'), 0.3);
  if (chance < 0.3) return mix(vivid(1.2), hex('#fff3cf'), 0.45);
  if (chance > 0.86) return mix(vivid(1.3), hex('#33459c'), 0.45);
  return shade(vivid(1.25), 0.8 + 0.34 * strength);
}

/** Sky, far bank, river with a reflection, and a meadow with two trees. */
function scene(x: number, y: number): Rgb {
  const near = tree(x, y, 404, 250, 112) ?? tree(x, y, 78, 286, 78);
  if (near) return near;
  if (y > 392 + 30 * Math.sin(x / 120 + 1)) return meadow(x, y);
  if (y > 268) return river(x, y);
  const bank = 250 - 44 * fractalNoise(x / 110, 0.5, 741, 4);
  if (y > bank) return mix(hex('#5f9a5a'), hex('#cfc45a'), fractalNoise(x / 24, y / 14, 742, 3));
  return sky(x, y);
}

function sky(x: number, y: number): Rgb {
  const base = gradient(
    [
      [0, hex('#4d86d0')],
      [140, hex('#8fbfe0')],
      [250, hex('#fbe3ae')],
    ],
    y,
  );
  const cloud = smoothstep(0.48, 0.68, fractalNoise(x / 120, y / 60, 743, 4));
  return mix(base, mix(hex('#ffffff'), hex('#f2a9a0'), smoothstep(60, 240, y)), cloud);
}

function river(x: number, y: number): Rgb {
  const ripple = fractalNoise(x / 60, y / 7, 744, 3);
  const mirrored = sky(x, 268 - (y - 268) * 1.4 + ripple * 30);
  const band = tree(x, 2 * 330 - y, 404, 250, 112) ? 0.7 : 0;
  return mix(mix(mirrored, hex('#2d6fb8'), 0.25 + 0.5 * ripple), hex('#2c6a58'), band);
}

function meadow(x: number, y: number): Rgb {
  const patch = fractalNoise(x / 46, y / 22, 745, 4);
  const green = mix(hex('#2f7a4a'), hex('#e2c552'), smoothstep(0.34, 0.76, patch));
  const shadow = Math.hypot((x - 404) / 130, (y - 448) / 34) < 1 ? 0.65 : 0;
  return mix(green, hex('#3a4fa0'), shadow);
}

function tree(
  x: number,
  y: number,
  middle: number,
  crown: number,
  radius: number,
): Rgb | undefined {
  const ragged = 0.8 + 0.4 * fractalNoise(x / 30, y / 30, 746, 3);
  const from = Math.hypot(x - middle, (y - crown) * 0.86) / radius;
  if (from < ragged) {
    const light = clamp(0.55 - (x - middle + (y - crown)) / (radius * 2.4));
    return mix(
      hex('#1f4f6b'),
      mix(hex('#4fa03f'), hex('#eccf5c'), light * light),
      0.2 + 0.8 * light,
    );
  }
  const trunk = Math.abs(x - middle) < radius * 0.09 && y > crown && y < crown + radius * 1.85;
  return trunk ? hex('#6b3f52') : undefined;
}
