import { clamp, hex, mix, type Rgb, shade, smoothstep } from '../samples/colour.js';
import { fractalNoise, valueNoise } from '../samples/noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const KNITTED_WOOL = { width: 512, height: 512 } as const;

/** Width and height of a stitch, px. */
const STITCH = { width: 22, height: 18.5 } as const;
/** How steeply the two legs of a stitch lean, in stitch heights. */
const LEAN = 0.85;
const GAP = hex('#1a0f14');

const YARN = {
  c: hex('#f3e6cf'),
  r: hex('#b3252f'),
  n: hex('#1f2f57'),
  m: hex('#e0a030'),
  g: hex('#2f6a52'),
  s: hex('#7fb0bd'),
  p: hex('#e7909a'),
} as const;
type Yarn = keyof typeof YARN;

/** Bands of the chart from the top; a row repeats sideways. First letters: ground, then figure. */
const CHART = [
  'rrrrrrrr',
  'rrrcrrrc',
  'rrcccrcc',
  'rccrcccr',
  'ccrrrccr',
  'rccrcccr',
  'rrcccrcc',
  'rrrcrrrc',
  'mmmmmmmm',
  'mnmmnmmn',
  'nnnncnnn',
  'ncnncnnc',
  'nncncncn',
  'ccccsccc',
  'nncncncn',
  'ncnncnnc',
  'nnnncnnn',
  'cncncncn',
  'ccgcccgc',
  'cgggcggg',
  'ggcgggcg',
  'gccpgccp',
  'ggcgggcg',
  'cgggcggg',
  'ccgcccgc',
  'pcpcpcpc',
  'pppppppp',
  'rprrrprr',
] as const;

/** Stranded knitting in many colours: plump stitches of hairy, twisted yarn, as a colour per point. */
export function knittedWool(x: number, y: number): Rgb {
  // Hand-knitted cloth lies neither flat nor straight.
  const u = x + 7 * (fractalNoise(x / 90, y / 90, 801, 3) - 0.5);
  const v = y + 9 * (fractalNoise(x / 80, y / 80, 802, 3) - 0.5);
  const column = Math.floor(u / STITCH.width);
  const side = (u / STITCH.width - column) * 2 - 1;
  const slanted = v / STITCH.height + LEAN * Math.abs(side);
  const row = Math.floor(slanted);
  const cloth = stitch({ column, row, side, down: slanted - row, x, y });
  const fold = fractalNoise(x / 150, y / 120, 803, 3);
  return hairs(x, y, shade(cloth, 0.8 + 0.42 * fold));
}

interface StitchPoint {
  readonly column: number;
  readonly row: number;
  /** −1 at the left edge of the stitch, 0 between its legs, 1 at the right edge. */
  readonly side: number;
  /** 0 at the upper edge of the leg, 1 at the lower. */
  readonly down: number;
  readonly x: number;
  readonly y: number;
}

function stitch({ column, row, side, down, x, y }: StitchPoint): Rgb {
  const across = (down - 0.5) * 2;
  const outwards = (Math.abs(side) - 0.5) * 2;
  // A leg is a fat grain: round across, tapering to both ends.
  const depth = 1 - Math.hypot(across * 0.98, Math.abs(outwards) ** 2.2 * 0.92);
  const twist = side > 0 ? outwards * 1.1 - across : outwards * 1.1 + across * 0.6;
  const ply = 0.5 + 0.5 * Math.cos(twist * 7 + column + row * 2);
  const fibre = valueNoise(x / 1.6 + row, y / 3.2 + side * 3, 811);
  const fuzz = 0.16 * (fractalNoise(x / 2.6, y / 2.6, 812, 2) - 0.5);
  const round = smoothstep(-0.02, 0.62, depth + fuzz);
  const dye = 0.9 + 0.22 * valueNoise(column * 1.7, row * 2.3, 813);
  const heather = fractalNoise(x / 5, y / 5, 814, 2);
  const yarn = mix(YARN[yarnAt(column, row)], hex('#ffffff'), 0.16 * (heather - 0.4));
  // Light from above left: the right leg of each stitch lies a little in shadow.
  const light = (0.5 + 0.62 * round - 0.16 * across - 0.07 * side) * dye;
  const lit = shade(yarn, light * (0.86 + 0.16 * ply + 0.2 * (fibre - 0.5)));
  return mix(GAP, lit, smoothstep(0, 0.2, depth + fuzz + 0.06) * 0.85 + 0.15 * clamp(round));
}

function yarnAt(column: number, row: number): Yarn {
  const length = CHART.length;
  const letters = CHART[((row % length) + length) % length] ?? CHART[0];
  return letters.charAt(((column % 8) + 8) % 8) as Yarn;
}

/** Loose hairs that stand off the yarn and catch the light. */
function hairs(x: number, y: number, cloth: Rgb): Rgb {
  const turn = 3 * fractalNoise(x / 26, y / 26, 821, 2);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const line = valueNoise((x * cos + y * sin) / 1.1, (y * cos - x * sin) / 13, 822);
  return mix(cloth, hex('#fff4e2'), 0.3 * smoothstep(0.8, 0.97, line));
}
