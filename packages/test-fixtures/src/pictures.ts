import { mulberry32 } from './tiny-network.js';

/** The same shape as the engine's `Pixels`; this package imports nothing of the workspace. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA bytes, straight alpha, row-major. */
  readonly data: Uint8ClampedArray;
}

/** Red, green, blue and, when not opaque, alpha: 0..255. */
export type Colour = readonly [number, number, number, number?];

/** One colour all over; mid-grey unless told. */
export function flatPicture(
  width: number,
  height: number,
  colour: Colour = [128, 128, 128],
): Picture {
  return paint(width, height, () => colour);
}

/** Red grows to the right, green downwards, blue against both. */
export function gradientPicture(width: number, height: number): Picture {
  return paint(width, height, (x, y) => {
    const right = x / Math.max(1, width - 1);
    const down = y / Math.max(1, height - 1);
    return [255 * right, 255 * down, 255 * (1 - (right + down) / 2)];
  });
}

/** Squares of `square` px in two colours, the first one at the top left. */
export function checkerPicture(
  width: number,
  height: number,
  square = 8,
  colours: readonly [Colour, Colour] = [
    [230, 220, 200],
    [30, 40, 60],
  ],
): Picture {
  return paint(width, height, (x, y) => {
    const odd = (Math.floor(x / square) + Math.floor(y / square)) % 2;
    return odd === 0 ? colours[0] : colours[1];
  });
}

/** Every byte of red, green and blue drawn on its own. */
export function noisePicture(width: number, height: number, seed: number): Picture {
  const random = mulberry32(seed);
  const byte = () => Math.floor(256 * random());
  return paint(width, height, () => [byte(), byte(), byte()]);
}

/** Soft grey blobs: the three channels are equal everywhere. */
export function greyPicture(width: number, height: number, seed: number): Picture {
  const coloured = blobsPicture(width, height, seed);
  return paint(width, height, (x, y) => {
    const grey = coloured.data[4 * (y * width + x) + 1] ?? 0;
    return [grey, grey, grey];
  });
}

/** Like a photograph to a network: a shaded ground, soft coloured blobs, and sharp lines over them. */
export function blobsPicture(width: number, height: number, seed: number): Picture {
  const random = mulberry32(seed);
  const blobs = Array.from({ length: 12 }, () => randomBlob(random));
  const lines = Array.from({ length: 6 }, () => randomLine(random));
  return paint(width, height, (column, row) => {
    const x = (column + 0.5) / width;
    const y = (row + 0.5) / height;
    let colour: [number, number, number] = [90 + 80 * y, 110 + 50 * y, 150 - 70 * y];
    for (const blob of blobs) colour = mix(colour, blob.colour, blobCoverage(blob, x, y));
    for (const line of lines) {
      const distance = Math.abs(line.across * (x - line.x) + line.along * (y - line.y));
      if (distance < line.halfWidth) colour = line.colour;
    }
    return colour;
  });
}

/**
 * A cut-out: {@link blobsPicture} in a disc, half transparent in a ring at its edge, fully
 * transparent outside. The hidden pixels are black, as image editors leave them.
 */
export function cutOutPicture(width: number, height: number, seed: number): Picture {
  const inside = blobsPicture(width, height, seed);
  return paint(width, height, (column, row) => {
    const x = (2 * (column + 0.5)) / width - 1;
    const y = (2 * (row + 0.5)) / height - 1;
    const radius = Math.sqrt(x * x + y * y);
    if (radius > 0.85) return [0, 0, 0, 0];
    const at = 4 * (row * width + column);
    const [red = 0, green = 0, blue = 0] = inside.data.subarray(at, at + 3);
    return [red, green, blue, radius > 0.6 ? 128 : 255];
  });
}

interface Blob {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: [number, number, number];
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly along: number;
  readonly halfWidth: number;
  readonly colour: [number, number, number];
}

function randomColour(random: () => number): [number, number, number] {
  return [255 * random(), 255 * random(), 255 * random()];
}

function randomBlob(random: () => number): Blob {
  return {
    x: random(),
    y: random(),
    radius: 0.1 + 0.3 * random(),
    colour: randomColour(random),
  };
}

/** `(across, along)` is the unit normal of a line through `(x, y)`, both in 0..1. */
function randomLine(random: () => number): Line {
  const across = 2 * random() - 1;
  const along = Math.sqrt(1 - across * across);
  return {
    x: random(),
    y: random(),
    across,
    along,
    halfWidth: 0.004 + 0.01 * random(),
    colour: randomColour(random),
  };
}

/** 1 at the middle, 0 from the radius on, smooth between; no `exp`, whose last digit engines differ in. */
function blobCoverage(blob: Blob, x: number, y: number): number {
  const distance = ((x - blob.x) ** 2 + (y - blob.y) ** 2) / (blob.radius * blob.radius);
  return distance >= 1 ? 0 : (1 - distance) * (1 - distance);
}

function mix(
  from: [number, number, number],
  to: readonly [number, number, number],
  share: number,
): [number, number, number] {
  return [
    from[0] + share * (to[0] - from[0]),
    from[1] + share * (to[1] - from[1]),
    from[2] + share * (to[2] - from[2]),
  ];
}

function paint(width: number, height: number, colourAt: (x: number, y: number) => Colour): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = colourAt(x, y);
      data.set([red, green, blue, alpha], 4 * (y * width + x));
    }
  }
  return { width, height, data };
}
