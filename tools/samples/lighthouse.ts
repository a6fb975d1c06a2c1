import { clamp, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** Where the headland meets the water, px. */
export const WATERLINE = 352;

const TOWER = { x: 486, foot: 292, top: 148, footWidth: 19, topWidth: 12 } as const;
const HOUSE = { left: 516, right: 574, eaves: 270, ridge: 248, foot: 297 } as const;
const WHITE = hex('#fbf1e0');
const RED = hex('#c63a2c');
const SHADOW = hex('#5b5f86');

/** A rocky headland with a lighthouse and its keeper's house; `undefined` beside them. */
export function headland(x: number, y: number): Rgb | undefined {
  if (y > WATERLINE) return undefined;
  return tower(x, y) ?? house(x, y) ?? rock(x, y);
}

function tower(x: number, y: number): Rgb | undefined {
  const across = x - TOWER.x;
  const lantern = lanternRoom(across, y);
  if (lantern) return lantern;
  if (y < TOWER.top || y > TOWER.foot + 8) return undefined;
  const down = (y - TOWER.top) / (TOWER.foot - TOWER.top);
  const halfWidth = TOWER.topWidth + (TOWER.footWidth - TOWER.topWidth) * down;
  if (Math.abs(across) > halfWidth) return undefined;
  const bands = Math.floor(down * 5) % 2 === 1;
  const window = Math.abs(across + 2) < 2.6 && Math.abs(((down * 5) % 2) - 0.5) < 0.14;
  if (window) return hex('#2c3550');
  return roundShadow(bands ? RED : WHITE, across / halfWidth);
}

function lanternRoom(across: number, y: number): Rgb | undefined {
  const up = TOWER.top - y;
  const half = Math.abs(across);
  if (up >= -3 && up < 3 && half < 17) return roundShadow(hex('#3a3f55'), across / 17);
  if (up >= 3 && up < 12 && half < 16 && (half % 5 < 1.1 || up > 10.5)) return hex('#3a3f55');
  if (up >= 3 && up < 24 && half < 9) {
    return half % 4.5 < 0.9 ? hex('#3a3f55') : mix(hex('#ffe9a6'), hex('#f6b95c'), half / 9);
  }
  const dome = Math.hypot(across / 11.5, (up - 24) / 13);
  if (up >= 24 && dome < 1) return roundShadow(RED, across / 11.5);
  return up >= 24 && up < 46 && half < 1 ? hex('#3a3f55') : undefined;
}

function house(x: number, y: number): Rgb | undefined {
  const { left, right, eaves, ridge, foot } = HOUSE;
  const slope = (eaves + 3 - y) / (eaves + 3 - ridge);
  const inset = slope * 13;
  if (Math.abs(x - 562) < 4.5 && y > ridge - 11 && y < ridge + 6) {
    return shade(hex('#9a4a38'), x < 562 ? 1 : 0.72);
  }
  if (slope >= 0 && slope <= 1 && x > left - 5 + inset && x < right + 5 - inset) {
    const tiles = 0.85 + 0.25 * valueNoise(x / 3, y / 1.6, 131);
    return shade(mix(hex('#c4553a'), hex('#7d2f35'), (x - left) / 70), tiles);
  }
  if (y < eaves || y > foot + 6 || x < left || x > right) return undefined;
  const pane = (x - left) % 19;
  if (pane > 7 && pane < 14 && y > 275 && y < 287) return hex('#394763');
  return mix(WHITE, SHADOW, 0.12 + 0.4 * smoothstep(left, right, x));
}

function rock(x: number, y: number): Rgb | undefined {
  const rise = smoothstep(372, 470, x) * (1 - 0.35 * smoothstep(590, 660, x));
  const crags = fractalNoise(x / 26, 4.5, 141, 5);
  const outline = WATERLINE + 3 - 58 * rise - 13 * (crags - 0.5) * smoothstep(372, 420, x);
  if (y < outline || x < 366) return undefined;
  const relief = (shift: number) => fractalNoise((x + shift) / 17, (y + shift) / 11, 142, 5);
  const light = clamp(0.5 + (relief(0) - relief(2.5)) * 4.5 + (470 - x) / 420);
  const stone = mix(hex('#3f3a48'), hex('#d2b48c'), light);
  const grass = mix(hex('#3c5a2b'), hex('#a7ac52'), light);
  const turf = outline + 7 + 15 * fractalNoise(x / 20, 8.5, 143, 4);
  const colour = mix(grass, stone, smoothstep(turf - 2, turf + 2, y));
  return shade(colour, 1 - 0.45 * smoothstep(WATERLINE - 9, WATERLINE, y));
}

/** A cylinder lit from the left: bright at a third of its width, in shadow on the right. */
function roundShadow(colour: Rgb, across: number): Rgb {
  const lit = mix(colour, hex('#ffe6bd'), 0.35 * smoothstep(0.9, 0, Math.abs(across + 0.45)));
  return mix(lit, shade(SHADOW, 0.8), 0.62 * smoothstep(-0.1, 1.05, across));
}
