import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { type Decoded, useDecodePage } from './open-decode-page.js';
import { handMadeTiff } from './tiff-files.js';

const WIDTH = 64;
const HEIGHT = 48;
const COLOURS = {
  red: [220, 30, 40],
  green: [20, 180, 60],
  blue: [30, 60, 200],
  white: [250, 250, 250],
};

/** As stored, upper row first: red and green, then blue and white. */
const QUARTERS = ['red', 'green', 'blue', 'white'] as const;

/** Each orientation shows the corners that are stored in this order: upper left, upper right, lower left, lower right. */
const SEEN = {
  1: 'red green blue white',
  2: 'green red white blue',
  3: 'white blue green red',
  4: 'blue white red green',
  5: 'red blue green white',
  6: 'blue red white green',
  7: 'white green blue red',
  8: 'green white red blue',
} as const;

const page = useDecodePage();

const FORMATS: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  JPEG: (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  PNG: (picture) => picture.png(),
  // sharp writes it as properties of the picture (irot, imir), which are what counts.
  AVIF: (picture) => picture.avif({ quality: 90, chromaSubsampling: '4:4:4' }),
};

it.each(
  Object.keys(FORMATS).flatMap((format) =>
    ([1, 2, 3, 4, 5, 6, 7, 8] as const).map((orientation) => [format, orientation] as const),
  ),
)('%s with the EXIF orientation %d arrives upright', async (format, orientation) => {
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 as const };
  const file = await FORMATS[format]!(sharp(stored(), { raw }))
    .withMetadata({ orientation })
    .toBuffer();
  const isTold = (await sharp(file).metadata()).orientation === orientation;
  expect(isTold || file.includes('irot') || file.includes('imir') || orientation === 1).toBe(true);
  check(await page().decode(file), orientation);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
  'TIFF with the orientation %d arrives upright',
  async (orientation) => {
    const size = [
      [256, 3, [WIDTH]],
      [257, 3, [HEIGHT]],
      [278, 3, [HEIGHT]],
    ] as const;
    const file = handMadeTiff({ strips: [stored()], entries: [...size, [274, 3, [orientation]]] });
    check(await page().decode(file), orientation);
  },
);

// No browser turns a WebP by its EXIF block (Chromium 156 neither), so that people see it as it is stored.
it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
  'WebP with the EXIF orientation %d arrives as it is stored',
  async (orientation) => {
    const raw = { width: WIDTH, height: HEIGHT, channels: 3 as const };
    const file = await sharp(stored(), { raw })
      .withMetadata({ orientation })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(file).metadata()).orientation).toBe(orientation);
    check(await page().decode(file), 1);
  },
);

function check(decoded: Decoded, orientation: keyof typeof SEEN): void {
  const isLying = orientation >= 5;
  expect(decoded.refusal).toBeNull();
  expect([decoded.width, decoded.height]).toEqual(isLying ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
  expect(corners(decoded)).toBe(SEEN[orientation]);
}

function stored(): Buffer {
  const pixels: number[] = [];
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const quarter = (y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1);
      pixels.push(...COLOURS[QUARTERS[quarter]!]);
    }
  }
  return Buffer.from(pixels);
}

/** The names of the colours in the middles of the four quarters. */
function corners({ width, height, data }: Decoded): string {
  const places = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ] as const;
  const names = places.map(([x, y]) => {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
    const found = QUARTERS.find((name) =>
      COLOURS[name].every((value, i) => Math.abs(value - data[at + i]!) < 12),
    );
    return found ?? [...data.subarray(at, at + 4)].join();
  });
  return names.join(' ');
}
