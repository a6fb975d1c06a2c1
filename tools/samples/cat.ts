import { clamp, gradient, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const CAT = { width: 512, height: 640 } as const;

const SILL = 536;
const HEAD = { x: 262, y: 232, rx: 96, ry: 82 } as const;
const GINGER = hex('#e08a3a');
const CREAM = hex('#f8e6c8');
const BROWN = hex('#5e2c18');
const INK = hex('#1d1418');

/** A ginger cat on a window sill before an evening sky, as a colour per point. */
export function cat(x: number, y: number): Rgb {
  return whiskers(x, y) ?? face(x, y) ?? fur(x, y) ?? curtain(x, y) ?? sill(x, y) ?? window(x, y);
}

/** How deep a point lies in an ellipse: 1 in the middle, 0 at the edge. */
function inside(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  return 1 - Math.hypot((x - cx) / rx, (y - cy) / ry);
}

function window(x: number, y: number): Rgb {
  if (Math.abs(x - 396) < 9 || Math.abs(y - 150) < 8) {
    return mix(hex('#e8d9bd'), hex('#7d6a72'), smoothstep(388, 404, x) * 0.6 + 0.15);
  }
  const hill = 430 - 70 * fractalNoise(x / 150, 0.5, 401, 5);
  if (y > hill) {
    const tuft = fractalNoise(x / 13, y / 9, 402, 4);
    return mix(hex('#23415a'), hex('#7e8f5c'), clamp(tuft * 1.4 - 0.35 + (hill + 30 - y) / 200));
  }
  const base = gradient(
    [
      [0, hex('#3d6fb0')],
      [170, hex('#8fb4cf')],
      [300, hex('#f4cf9e')],
      [420, hex('#f0936c')],
    ],
    y,
  );
  const cloud = smoothstep(0.48, 0.7, fractalNoise(x / 130, y / 46, 403, 6));
  return mix(base, mix(hex('#fff0dc'), hex('#e58f86'), smoothstep(120, 380, y)), cloud * 0.85);
}

function sill(x: number, y: number): Rgb | undefined {
  if (y < SILL) return undefined;
  const grain = fractalNoise(x / 130, y / 5, 411, 5);
  const wood = mix(hex('#9a7a62'), hex('#efe0c4'), 0.35 + 0.6 * grain);
  const shadow = smoothstep(1, 0.3, Math.hypot((x - 316) / 200, (y - 566) / 40));
  return shade(wood, (y > 606 ? 0.62 : 1) * (1 - 0.6 * shadow));
}

function curtain(x: number, y: number): Rgb | undefined {
  const edge = 74 + 22 * Math.sin(y / 120) + 10 * Math.sin(y / 43);
  if (x > edge) return undefined;
  const fold =
    0.5 + 0.5 * Math.sin(x / 7 + 1.2 * Math.sin(y / 150) + 2 * valueNoise(x / 40, y / 200, 421));
  const dots = Math.hypot(((x + 400) % 26) - 13, ((y + Math.floor(x / 26) * 13) % 26) - 13) < 4.5;
  return shade(dots ? hex('#f3dca0') : hex('#a83a44'), 0.5 + 0.6 * fold);
}

/** Tail, body, paws, ears and head, front to back. */
function fur(x: number, y: number): Rgb | undefined {
  const ragged = 0.018 * (fractalNoise(x / 5, y / 5, 431, 2) - 0.5);
  const at = (cx: number, cy: number, rx: number, ry: number) =>
    inside(x, y, cx, cy, rx, ry) + ragged;
  const head = at(HEAD.x, HEAD.y, HEAD.rx, HEAD.ry);
  if (head > 0) return coat(x, y, head, stripesOfHead(x, y), 1);
  const ear = ears(x, y);
  if (ear) return ear;
  for (const paw of [214, 306]) {
    const toe = at(paw, 536, 38, 26);
    if (toe > 0)
      return Math.abs(Math.abs(x - paw) - 12) < 1.3 && y > 540
        ? BROWN
        : coat(x, y, toe, 0, 1.08, 0.85);
  }
  const legs = Math.max(at(220, 450, 34, 108), at(300, 450, 34, 108));
  if (legs > 0)
    return coat(x, y, legs, stripes(x * 0.3, y, 0.16), 1.02, smoothstep(470, 520, y) * 0.7);
  const chest = at(262, 370, 70, 96);
  if (chest > 0) return coat(x, y, chest * 1.4, 0, 1, smoothstep(0, 0.35, chest));
  const tail = tailDepth(x, y) + ragged * 3;
  if (tail > 0) return coat(x, y, tail, stripes(x * 1.1, y * 0.6, 0.2), 0.95);
  const trunk = Math.max(at(268, 430, 112, 140), at(284, 484, 136, 76));
  return trunk > 0 ? coat(x, y, trunk, stripes(x * 0.45, y, 0.13), 0.92) : undefined;
}

function coat(x: number, y: number, depth: number, stripe: number, light: number, pale = 0): Rgb {
  const hair = fractalNoise(x / 2.6 + y / 14, y / 9, 441, 3);
  const base = mix(mix(GINGER, hex('#a3481e'), stripe * 0.85), CREAM, pale);
  const sun = smoothstep(420, 120, x + y * 0.12) * 0.3;
  const round = 0.52 + 0.5 * smoothstep(0, 0.42, depth);
  const tone = shade(base, light * round * (0.78 + 0.42 * hair) * (0.92 + sun));
  // The evening light catches the edge on the window's side.
  const rim = smoothstep(0.09, 0.01, depth) * smoothstep(240, 360, x);
  return mix(tone, hex('#ffd9a0'), rim * 0.75);
}

function stripes(x: number, y: number, frequency: number): number {
  const wander = 5 * fractalNoise(x / 40, y / 40, 451, 3);
  return smoothstep(0.25, 0.75, Math.sin((y + x * 0.4) * frequency + wander));
}

function stripesOfHead(x: number, y: number): number {
  const [u, v] = [Math.abs(x - HEAD.x), y - HEAD.y];
  const brow =
    v < -26 ? smoothstep(0.3, 0.8, Math.cos(u / (6 - v * 0.03))) * smoothstep(46, 30, u) : 0;
  const cheek = u > 56 ? smoothstep(0.3, 0.8, Math.sin((v + u * 0.35) / 6)) : 0;
  return Math.max(brow, cheek);
}

function ears(x: number, y: number): Rgb | undefined {
  for (const side of [-1, 1]) {
    const u = (x - HEAD.x) * side;
    const up = (HEAD.y - 40 - y) / 96;
    const [inner, outer] = [22 + 30 * up, 90 - 14 * up - 24 * up * up];
    if (up < -0.2 || up > 1 || u < inner || u > outer) continue;
    const depth = Math.min(u - inner, outer - u) / 40;
    if (depth > 0.2 && up < 0.74)
      return shade(
        mix(hex('#e79a8c'), hex('#8a4638'), up),
        0.85 + 0.3 * valueNoise(x / 2, y / 8, 461),
      );
    return coat(x, y, depth + 0.1, 0, 1);
  }
  return undefined;
}

function tailDepth(x: number, y: number): number {
  const angle = Math.atan2(y - 520, x - 330);
  const radius = Math.hypot((x - 330) / 1.25, y - 520);
  if (angle < -1.9 || angle > 0.62) return -1;
  // Round at its tip.
  const tip = Math.sqrt(clamp((0.62 - angle) / 0.22));
  return (
    1 - Math.abs(radius - 92) / (22 * tip * (0.6 + 0.4 * smoothstep(-1.9, -1.2, angle)) + 0.01)
  );
}

function face(x: number, y: number): Rgb | undefined {
  const [u, v] = [Math.abs(x - HEAD.x), y - HEAD.y];
  const eye = Math.hypot((u - 40) / 23, (v + 6 - (u - 40) * -0.14) / 18);
  if (eye < 1.16) return eyeColour(eye, u - 40, v + 6, x);
  if (v > 24 && v < 38 && u < (38 - v) * 0.85 + 1)
    return shade(hex('#d9776c'), 1.1 - (v - 24) / 40);
  const lip = Math.hypot(u - 15, v - 38);
  if ((Math.abs(lip - 15) < 1.5 && v > 41) || (u < 1.2 && v > 36 && v < 46)) return INK;
  const muzzle = inside(u, v, 19, 42, 32, 24);
  if (muzzle > 0 && u < 56) {
    const spot =
      Math.hypot(((u + 3) % 10) - 5, ((v + 1) % 9) - 4.5) < 1.2 &&
      u > 14 &&
      u < 40 &&
      v > 36 &&
      v < 52;
    return spot ? BROWN : coat(x, y, muzzle + 0.16, 0, 1.02, smoothstep(0, 0.22, muzzle));
  }
  return undefined;
}

function eyeColour(eye: number, u: number, v: number, x: number): Rgb {
  if (eye > 1) return INK;
  const glint = Math.hypot(u + (x < HEAD.x ? -5 : 5), v + 7);
  if (glint < 4) return hex('#ffffff');
  if (Math.hypot(u / 6.5, v / 16) < 1) return INK;
  return mix(hex('#e9e47a'), hex('#4f8a3a'), clamp(eye * 0.7 + 0.3 - v / 60));
}

function whiskers(x: number, y: number): Rgb | undefined {
  const [u, v] = [Math.abs(x - HEAD.x) - 30, y - HEAD.y - 40];
  if (u < 0 || u > 104) return undefined;
  const near = [-0.2, 0, 0.18].some((slope, index) => {
    const line = slope * u + 0.0012 * u * u * (index - 0.4) + index * 5 - 6;
    return Math.abs(v - line) < 0.95 * (1 - u / 125);
  });
  return near ? hex('#fff6e6') : undefined;
}
