/** A point of the chromaticity diagram. */
export type Chromaticity = readonly [x: number, y: number];

/** The corners of an RGB space, and its white. */
export interface Primaries {
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
  readonly white: Chromaticity;
}

/** A pure power, or the curve of sRGB. */
export type Curve = number | 'srgb';

const D65: Chromaticity = [0.3127, 0.329];

export const SRGB: Primaries = {
  red: [0.64, 0.33],
  green: [0.3, 0.6],
  blue: [0.15, 0.06],
  white: D65,
};

export const DISPLAY_P3: Primaries = {
  red: [0.68, 0.32],
  green: [0.265, 0.69],
  blue: [0.15, 0.06],
  white: D65,
};

export const ADOBE_RGB: Primaries = { ...SRGB, green: [0.21, 0.71] };

export const REC_2020: Primaries = {
  red: [0.708, 0.292],
  green: [0.17, 0.797],
  blue: [0.131, 0.046],
  white: D65,
};

type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];

const D50: Row = [0.9642, 1, 0.8249];
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** An ICC profile (version 2) of a display with these primaries and one curve for its three channels. */
export function rgbProfile(primaries: Primaries, curve: Curve): Buffer {
  const columns = transposed(primariesInD50(primaries));
  const trc = curveTag(curve);
  return profile('RGB ', [
    ['desc', description()],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(columns[0])],
    ['gXYZ', xyz(columns[1])],
    ['bXYZ', xyz(columns[2])],
    ['rTRC', trc],
    ['gTRC', trc],
    ['bTRC', trc],
  ]);
}

/** An ICC profile (version 2) of grey. */
export function greyProfile(curve: Curve): Buffer {
  return profile('GRAY', [
    ['desc', description()],
    ['wtpt', xyz(D50)],
    ['kTRC', curveTag(curve)],
  ]);
}

/** An ICC profile (version 2) of inks: its table of nine points a side multiplies paper and inks. */
export function inkProfile(): Buffer {
  return profile('CMYK', [
    ['desc', description()],
    ['wtpt', xyz(D50)],
    ['A2B0', inkTable(9)],
  ]);
}

/** RGB to XYZ, adapted to D50 (Bradford). */
function primariesInD50({ red, green, blue, white }: Primaries): Matrix {
  const corners = transposed([xyzOf(red), xyzOf(green), xyzOf(blue)]);
  const whiteXyz = xyzOf(white);
  const parts = applied(inverse(corners), whiteXyz);
  const toXyz = corners.map((row) => row.map((value, i) => value * parts[i])) as unknown as Matrix;
  const from = applied(BRADFORD, whiteXyz);
  const to = applied(BRADFORD, D50);
  const scale: Matrix = [
    [to[0] / from[0], 0, 0],
    [0, to[1] / from[1], 0],
    [0, 0, to[2] / from[2]],
  ];
  return multiplied(multiplied(multiplied(inverse(BRADFORD), scale), BRADFORD), toXyz);
}

function xyzOf([x, y]: Chromaticity): Row {
  return [x / y, 1, (1 - x - y) / y];
}

function profile(space: string, tags: readonly (readonly [string, Buffer])[]): Buffer {
  const head = Buffer.alloc(132 + tags.length * 12);
  let end = head.length;
  tags.forEach(([name, data], index) => {
    head.write(name, 132 + index * 12, 'latin1');
    head.writeUInt32BE(end, 136 + index * 12);
    head.writeUInt32BE(data.length, 140 + index * 12);
    end += data.length;
  });
  head.writeUInt32BE(end, 0);
  head.writeUInt32BE(0x02400000, 8);
  head.write(space === 'CMYK' ? 'prtr' : 'mntr', 12, 'latin1');
  head.write(space, 16, 'latin1');
  head.write(space === 'CMYK' ? 'Lab ' : 'XYZ ', 20, 'latin1');
  head.writeUInt16BE(2026, 24);
  head.writeUInt16BE(1, 26);
  head.writeUInt16BE(1, 28);
  head.write('acsp', 36, 'latin1');
  D50.forEach((value, index) => {
    head.writeInt32BE(Math.round(value * 65536), 68 + index * 4);
  });
  head.writeUInt32BE(tags.length, 128);
  return Buffer.concat([head, ...tags.map(([, data]) => data)]);
}

function description(): Buffer {
  const text = 'made for a test\0';
  const tag = Buffer.alloc(12 + text.length + 12 + 67 + 1);
  tag.write('desc', 0, 'latin1');
  tag.writeUInt32BE(text.length, 8);
  tag.write(text, 12, 'latin1');
  return Buffer.concat([tag, Buffer.alloc((4 - (tag.length % 4)) % 4)]);
}

function xyz(values: Row): Buffer {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 0, 'latin1');
  values.forEach((value, index) => {
    tag.writeInt32BE(Math.round(value * 65536), 8 + index * 4);
  });
  return tag;
}

/** `curv`: one number is a power of 8.8 bits, more of them are a table. */
function curveTag(curve: Curve): Buffer {
  const entries =
    curve === 'srgb'
      ? Array.from({ length: 1024 }, (_, i) => Math.round(srgbToLinear(i / 1023) * 65535))
      : [Math.round(curve * 256)];
  const tag = Buffer.alloc(12 + Math.ceil(entries.length / 2) * 4);
  tag.write('curv', 0, 'latin1');
  tag.writeUInt32BE(entries.length, 8);
  entries.forEach((value, index) => {
    tag.writeUInt16BE(value, 12 + index * 2);
  });
  return tag;
}

function srgbToLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** `mft2`: four inks to Lab, with straight curves. */
function inkTable(points: number): Buffer {
  const head = Buffer.alloc(52);
  head.write('mft2', 0, 'latin1');
  head.set([4, 3, points], 8);
  for (const at of [12, 28, 44]) head.writeInt32BE(65536, at);
  head.writeUInt16BE(2, 48);
  head.writeUInt16BE(2, 50);
  const straight = (count: number) => Array.from({ length: count }, () => [0, 65535]).flat();
  const table: number[] = [];
  for (let at = 0; at < points ** 4; at++) {
    const inks = [3, 2, 1, 0].map(
      (place) => (Math.floor(at / points ** place) % points) / (points - 1),
    );
    table.push(...labOfInks(inks));
  }
  const words = [...straight(4), ...table, ...straight(3)];
  const body = Buffer.alloc(words.length * 2 + (words.length % 2) * 2);
  words.forEach((value, index) => {
    body.writeUInt16BE(value, index * 2);
  });
  return Buffer.concat([head, body]);
}

/** Of version 2: 0xff00 is 100 of L*, 0x8000 is 0 of a* and b*. */
function labOfInks(inks: readonly number[]): readonly number[] {
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = inks;
  const lightness = 97 * (1 - 0.4 * cyan - 0.5 * magenta - 0.08 * yellow) * (1 - 0.85 * black);
  const paper = 1 - black;
  const a = (-35 * cyan + 74 * magenta - 5 * yellow) * paper;
  const b = (-50 * cyan - 3 * magenta + 92 * yellow) * paper;
  return [Math.max(0, lightness) * 652.8, (a + 128) * 256, (b + 128) * 256].map((value) =>
    Math.round(Math.min(65535, Math.max(0, value))),
  );
}

function applied(matrix: Matrix, [x, y, z]: Row): Row {
  const [one, two, three] = matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [one, two, three];
}

function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

function multiplied(one: Matrix, other: Matrix): Matrix {
  const [a, b, c] = transposed(other).map((column) => applied(one, column));
  return transposed([a, b, c]);
}

function inverse([a, b, c]: Matrix): Matrix {
  const cross = (u: Row, v: Row): Row => [
    u[1] * v[2] - u[2] * v[1],
    u[2] * v[0] - u[0] * v[2],
    u[0] * v[1] - u[1] * v[0],
  ];
  const columns = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a[0] * columns[0][0] + a[1] * columns[0][1] + a[2] * columns[0][2];
  const scaled = columns.map((column) => column.map((value) => value / determinant));
  return transposed(scaled as unknown as Matrix);
}
