import { clamp, hex, mix, type Rgb, shade, smoothstep } from './colour.js';
import { fractalNoise, valueNoise } from './noise.js';

/** The picture that the drawing code's coordinates mean, px. */
export const MOSAIC = { width: 512, height: 512 } as const;

/** Mean distance between two pieces, px. */
const PITCH = 16;
const LEAD = hex('#17141c');

/** Rings of colour round a middle, as petals. */
const ROSES = [
  {
    x: 330,
    y: 176,
    radius: 150,
    petals: 8,
    colours: ['#fff2b8', '#f6b92e', '#d8421f', '#8f1230', '#f3a712', '#2b1f6e'],
  },
  {
    x: 118,
    y: 376,
    radius: 112,
    petals: 6,
    colours: ['#fdf6dc', '#7fd0c4', '#128a8f', '#f2c53d', '#0e4f8f', '#123064'],
  },
  {
    x: 92,
    y: 92,
    radius: 74,
    petals: 5,
    colours: ['#fff0cf', '#ef7d57', '#b3204d', '#5f1a6b', '#e9b44c', '#1d2a7a'],
  },
  {
    x: 424,
    y: 424,
    radius: 84,
    petals: 7,
    colours: ['#f6f3c8', '#b6d04a', '#3f9a3f', '#0f5f4a', '#e8c547', '#15406b'],
  },
] as const;

const GROUND = [
  '#0d2f78',
  '#1657a8',
  '#1f86c4',
  '#0f3f6b',
  '#38b0b8',
  '#2a2f86',
  '#5a2f8f',
  '#1b6f8a',
].map(hex);

/** A window of coloured glass in lead, as a colour per point. */
export function mosaic(x: number, y: number): Rgb {
  const { nearest, edge, column, row } = cellAt(x, y);
  const [centreX, centreY] = nearest;
  const chance = valueNoise(column * 3.7, row * 5.1, 601);
  const wave = fractalNoise(x / 34 + column, y / 15 + row, 602, 3);
  const glass = shade(design(centreX, centreY, chance), 0.92 + 0.3 * chance + 0.34 * (wave - 0.4));
  // Thick glass: brighter towards the light at each piece's upper left, darker at the lower right.
  const tilt = clamp(0.5 - (x - centreX + (y - centreY)) / (PITCH * 2));
  const lit = mix(shade(glass, 0.72), mix(glass, hex('#ffffff'), 0.24), tilt);
  const lead = mix(LEAD, hex('#6a6670'), 0.5 * smoothstep(1.1, 0.2, edge) * tilt);
  return mix(lead, lit, smoothstep(0.9, 1.9, edge));
}

/** The piece at a point: its middle, and how far its border is, px. */
function cellAt(x: number, y: number) {
  const [column, row] = [Math.floor(x / PITCH), Math.floor(y / PITCH)];
  const found = { nearest: [0, 0] as readonly [number, number], distance: 1e9, column: 0, row: 0 };
  const centres: (readonly [number, number])[] = [];
  for (let atColumn = column - 2; atColumn <= column + 2; atColumn++) {
    for (let atRow = row - 2; atRow <= row + 2; atRow++) {
      const centre = [
        (atColumn + 0.1 + 0.8 * valueNoise(atColumn, atRow, 603)) * PITCH,
        (atRow + 0.1 + 0.8 * valueNoise(atColumn, atRow, 604)) * PITCH,
      ] as const;
      centres.push(centre);
      const distance = Math.hypot(x - centre[0], y - centre[1]);
      if (distance < found.distance) {
        Object.assign(found, { nearest: centre, distance, column: atColumn, row: atRow });
      }
    }
  }
  const [nearX, nearY] = found.nearest;
  let edge = PITCH;
  for (const [otherX, otherY] of centres) {
    const apart = Math.hypot(otherX - nearX, otherY - nearY);
    if (apart < 1e-6) continue;
    const [middleX, middleY] = [(otherX + nearX) / 2, (otherY + nearY) / 2];
    const along = ((middleX - x) * (otherX - nearX) + (middleY - y) * (otherY - nearY)) / apart;
    edge = Math.min(edge, along);
  }
  return { nearest: found.nearest, edge, column: found.column, row: found.row };
}

/** What the window shows: roses before ribbons of blue. */
function design(x: number, y: number, chance: number): Rgb {
  for (const { x: centreX, y: centreY, radius, petals, colours } of ROSES) {
    const [dx, dy] = [x - centreX, y - centreY];
    const lobes = 0.86 + 0.14 * Math.cos(Math.atan2(dy, dx) * petals);
    const ring = Math.hypot(dx, dy) / (radius * lobes);
    if (ring < 1) return hex(colours[Math.floor(ring * colours.length)] ?? colours[0]);
  }
  if (chance > 0.87) return hex('#f0c24a');
  const ribbon = fractalNoise(x / 210 + y / 340, y / 120 - x / 300, 605, 3);
  const place = Math.floor(clamp((ribbon - 0.22) * 1.8) * (GROUND.length - 0.01) + chance * 0.9);
  return GROUND[Math.min(GROUND.length - 1, place)] ?? LEAD;
}
