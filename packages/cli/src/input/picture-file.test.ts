import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { encodeRecipe, readPictureRecipe } from '@pastiche/core/presets';
import { mulberry32 } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePicture, resizePicture } from '../output/picture-encoding.js';
import { readPicture, readResultRecipe } from './picture-file.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Two pixels: red, then blue; upright. */
const pair = { width: 2, height: 1, data: Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 255) };
const raw = { raw: { width: 2, height: 1, channels: 4 as const } };

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function bytesOf(path: string): Promise<number[]> {
  return [...(await readPicture(path)).pixels.data];
}

/** An uncompressed TIFF of 1 bit per pixel, all black: a header and a hole in the file system. */
async function writeBlackScan(width: number, height: number): Promise<string> {
  const bytes = Math.ceil(width / 8) * height;
  // Tag, value: size, bits, no compression, 0 is black, one strip after the header, its rows and bytes.
  const tags = [
    ...[256, width, 257, height, 258, 1, 259, 1, 262, 1],
    ...[273, 256, 277, 1, 278, height, 279, bytes],
  ];
  const header = Buffer.alloc(256);
  header.write('II*\0');
  header.writeUInt32LE(8, 4);
  header.writeUInt16LE(tags.length / 2, 8);
  for (let index = 0; index < tags.length; index += 2) {
    const at = 10 + index * 6;
    header.writeUInt16LE(tags[index]!, at);
    header.writeUInt16LE(4, at + 2);
    header.writeUInt32LE(1, at + 4);
    header.writeUInt32LE(tags[index + 1]!, at + 8);
  }
  const path = await write('scan.tif', header);
  await truncate(path, 256 + bytes);
  return path;
}

describe('readPicture', () => {
  it('applies the EXIF orientation', async () => {
    // 6: the camera was turned, the picture has to be turned by 90° clockwise.
    const turned = await sharp(pair.data, raw).withMetadata({ orientation: 6 }).png().toBuffer();
    const { pixels, original } = await readPicture(await write('a.png', turned));
    expect([pixels.width, pixels.height]).toEqual([1, 2]);
    expect(original).toEqual({ width: 1, height: 2 });
    expect([...pixels.data]).toEqual([255, 0, 0, 255, 0, 0, 255, 255]);
  });

  it('converts an embedded profile to sRGB', async () => {
    const wide = await sharp(pair.data, raw).withIccProfile('p3').png().toBuffer();
    const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(stored[0]).toBe(234);
    const [red = 0, green = 0] = await bytesOf(await write('a.png', wide));
    expect(red).toBeGreaterThanOrEqual(254);
    expect(green).toBeLessThanOrEqual(1);
  });

  it('reads 16 bits, grey, as 8 bits, RGB', async () => {
    const grey = Uint16Array.of(0, 0x8000, 0xffff);
    const deep = await sharp(grey, { raw: { width: 3, height: 1, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect(await bytesOf(await write('a.png', deep))).toEqual([
      0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255,
    ]);
  });

  it('keeps straight alpha', async () => {
    const data = Uint8Array.of(200, 100, 50, 128, 10, 20, 30, 255);
    const path = await write('a.png', await sharp(data, raw).png().toBuffer());
    expect(await bytesOf(path)).toEqual([...data]);
  });

  it('reads CMYK as RGB', async () => {
    const cmyk = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect((await sharp(cmyk).metadata()).channels).toBe(4);
    const [red = 0, green = 0, blue = 0, alpha] = await bytesOf(await write('a.jpg', cmyk));
    expect(Math.min(red, green, blue)).toBeGreaterThan(250);
    expect(alpha).toBe(255);
  });

  it('takes the first frame of a GIF', async () => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 4, height: 4, channels: 4, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const { pixels } = await readPicture(await write('a.gif', animated));
    expect([pixels.width, pixels.height]).toEqual([4, 4]);
    expect([...pixels.data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  });

  it('reduces what is larger than anything that is painted', async () => {
    const large = await sharp({
      create: { width: 8192, height: 64, channels: 3, background: 'red' },
    })
      .png()
      .toBuffer();
    const { pixels, original } = await readPicture(await write('a.png', large));
    expect([pixels.width, pixels.height]).toEqual([4096, 32]);
    expect(original).toEqual({ width: 8192, height: 64 });
  });

  it('reads a scan of 20,000 × 20,000 px', async () => {
    const { pixels, original } = await readPicture(await writeBlackScan(20_000, 20_000));
    expect([pixels.width, pixels.height]).toEqual([4096, 4096]);
    expect(original).toEqual({ width: 20_000, height: 20_000 });
  });
});

it('case 24: reads a file whose name ends in a bracket', async () => {
  const path = await write('scan.png[1]', await sharp(pair.data, raw).png().toBuffer());
  expect((await readPicture(path)).pixels).toMatchObject({ width: 2, height: 1 });
  expect(await readResultRecipe(path)).toBeNull();
});

describe('readPicture refuses in one sentence', () => {
  it('more than 500 megapixels', async () => {
    const path = await writeBlackScan(25_000, 20_001);
    await expect(readPicture(path)).rejects.toThrow(
      `${path} has 25000 × 20001 px; at most 500 megapixels can be read, so reduce it first.`,
    );
  });

  it('a missing file, a folder, an empty file', async () => {
    const missing = join(folder, 'none.png');
    await expect(readPicture(missing)).rejects.toThrow(
      `${missing} cannot be found; check the name.`,
    );
    await mkdir(join(folder, 'sub.png'));
    await expect(readPicture(join(folder, 'sub.png'))).rejects.toThrow(
      `${join(folder, 'sub.png')} is a folder; name a file.`,
    );
    const empty = await write('empty.jpg', '');
    await expect(readPicture(empty)).rejects.toThrow(`${empty} is empty (0 bytes).`);
  });

  it('a file that is no picture, and a picture of another kind', async () => {
    const text = await write('text.png', 'hello');
    await expect(readPicture(text)).rejects.toThrow(
      `${text}: The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is something else; choose another one.`,
    );
    const svg = await write(
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    await expect(readPicture(svg)).rejects.toThrow(
      `${svg}: The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is a drawing in SVG; export it as PNG.`,
    );
  });

  it.each(['png', 'jpeg', 'webp', 'avif', 'tiff'] as const)('a truncated %s', async (format) => {
    const whole = await sharp({
      create: {
        width: 64,
        height: 64,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      [format]()
      .toBuffer();
    const path = await write(`cut.${format}`, whole.subarray(0, whole.length / 2));
    const said = await readPicture(path).then(String, (error: Error) => error.message);
    expect(said.slice(0, path.length)).toBe(path);
    expect(said.slice(path.length)).toMatch(
      /^ is (damaged or cut off|not a picture that can be read)[^\n]*\.$/,
    );
  });
});

describe('encodePicture', () => {
  const recipe = encodeRecipe({
    pasticheVersion: '0.1.0',
    network: 'vgg19',
    styleNames: ['a <style> & "its" name: é'],
    preset: null,
    source: null,
    stoppedEarly: true,
    parameters: DEFAULT_PARAMETERS,
  });
  const alpha = { width: 2, height: 1, data: Uint8Array.of(255, 0, 0, 0, 0, 0, 255, 255) };

  it.each(['png', 'jpeg', 'webp', 'avif', 'tiff'] as const)(
    'tags %s as sRGB and keeps the recipe',
    async (format) => {
      const { bytes } = await encodePicture(pair, format, recipe);
      const metadata = await sharp(bytes).metadata();
      expect(metadata.format).toBe(format === 'avif' ? 'heif' : format);
      // The profile's name is UTF-16.
      expect(metadata.icc?.toString('latin1')).toContain('s\0R\0G\0B');
      expect(metadata.hasAlpha).toBe(false);
      expect(await readResultRecipe(await write(`a.${format}`, bytes))).toBe(recipe);
      const readByPlugins = format === 'avif' || format === 'tiff' ? null : recipe;
      expect(readPictureRecipe(bytes)).toBe(readByPlugins);
    },
  );

  it.each(['png', 'webp', 'avif', 'tiff'] as const)('keeps alpha in %s', async (format) => {
    const { bytes, flattened } = await encodePicture(alpha, format, null);
    expect(flattened).toBe(false);
    const data = await bytesOf(await write(`a.${format}`, bytes));
    expect(data[3]).toBe(0);
    // AVIF's alpha is lossy by a step.
    expect(data[7]).toBeGreaterThanOrEqual(format === 'avif' ? 253 : 255);
  });

  it('lays a JPEG on white and says so', async () => {
    const { bytes, flattened } = await encodePicture(alpha, 'jpeg', null);
    expect(flattened).toBe(true);
    const [red = 0, green = 0, blue = 0] = await bytesOf(await write('a.jpg', bytes));
    expect(Math.min(red, green, blue)).toBeGreaterThan(200);
  });

  it.each(['png', 'tiff'] as const)('keeps every byte in %s', async (format) => {
    const data = Uint8Array.from({ length: 64 * 4 }, (_, index) =>
      index % 4 === 3 ? 255 : (index * 37) % 256,
    );
    const { bytes } = await encodePicture({ width: 16, height: 4, data }, format, null);
    expect(await bytesOf(await write(`a.${format}`, bytes))).toEqual([...data]);
  });

  it.each(['jpeg', 'webp', 'avif'] as const)(
    'writes a smaller %s of a lower quality',
    async (format) => {
      const noise = mulberry32(5);
      const data = Uint8Array.from({ length: 64 * 64 * 4 }, (_, index) =>
        index % 4 === 3 ? 255 : Math.floor(noise() * 256),
      );
      const picture = { width: 64, height: 64, data };
      const sizes = await Promise.all(
        [null, 60, 10].map(async (quality) => {
          return (await encodePicture(picture, format, null, quality)).bytes.length;
        }),
      );
      expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
      expect(new Set(sizes).size).toBe(3);
    },
  );

  it('finds no recipe where there is none', async () => {
    const { bytes } = await encodePicture(pair, 'png', null);
    expect(await readResultRecipe(await write('a.png', bytes))).toBeNull();
  });
});

describe('resizePicture', () => {
  it('brings a picture to an exact size', async () => {
    const resized = await resizePicture(pair, { width: 6, height: 3 });
    expect([resized.width, resized.height, resized.data.length]).toEqual([6, 3, 72]);
    expect(await resizePicture(pair, { width: 2, height: 1 })).toBe(pair);
  });
});
