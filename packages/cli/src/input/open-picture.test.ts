import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bmpFile, casePath, gifFile, heicFile, letters, mulberry32 } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPicture } from './open-picture.js';
import { readPicture, readResultRecipe } from './picture-file.js';

const HEIC =
  'The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is a HEIC picture, which cannot be read here; export it as JPEG or PNG.';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('a file is told by its bytes before it is decoded', () => {
  it('names a HEIC, whatever its ending: case 08', async () => {
    for (const name of ['IMG.heic', 'IMG.jpg', 'IMG.avif']) {
      const path = await write(name, heicFile());
      await expect(readPicture(path)).rejects.toThrow(`${path}: ${HEIC}`);
      await expect(readResultRecipe(path)).rejects.toThrow(`${path}: ${HEIC}`);
    }
    await expect(readPicture('“Sea” in a.json', heicFile())).rejects.toThrow(
      `“Sea” in a.json: ${HEIC}`,
    );
  });

  it("names a pointer of Git LFS and Xcode's PNG: case 25", async () => {
    const pointer = await write('a.png', letters('version https://git-lfs.github.com/spec/v1\n'));
    await expect(readPicture(pointer)).rejects.toThrow('run “git lfs pull” to bring the picture.');
    await expect(readPicture(casePath('25-cgbi-in-the-panel/cgbi.png'))).rejects.toThrow('(CgBI)');
  });

  it('reads an AVIF of the brand mif1: case 09', async () => {
    const { pixels } = await readPicture(casePath('09-avif-mif1-in-the-panel/mif1.avif'));
    expect([pixels.width, pixels.height]).toEqual([96, 64]);
  });

  it('reads a BMP', async () => {
    const path = await write(
      'a.bmp',
      bmpFile({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 0) }),
    );
    const { pixels, frames } = await readPicture(path);
    expect([[...pixels.data], frames]).toEqual([[3, 2, 1, 255], null]);
    const huge = bmpFile({ width: 30_000, height: 20_000, data: new Uint8Array(4) });
    await expect(readPicture(await write('b.bmp', huge))).rejects.toThrow('30000 × 20000 px');
  });
});

describe('a JPEG without its end marker: case 22', () => {
  it('is read', async () => {
    const { pixels } = await readPicture(casePath('22-jpeg-without-eoi/noeoi.jpg'));
    expect([...pixels.data.subarray(0, 3)]).toEqual([200, 30, 30]);
  });

  const kinds = [false, true].flatMap((progressive) =>
    (['4:4:4', '4:2:0'] as const).flatMap((chromaSubsampling) =>
      (['rgb', 'grey', 'cmyk'] as const).map((colours) => ({
        progressive,
        chromaSubsampling,
        colours,
      })),
    ),
  );

  it.each(kinds)('is told from one that is cut short: %o', async ({ colours, ...options }) => {
    const random = mulberry32(1);
    const noise = Uint8Array.from({ length: 97 * 61 * 3 }, () => 256 * random());
    const raw = { width: 97, height: 61, channels: 3 } as const;
    const picture = sharp(noise, { raw }).toColourspace(
      { rgb: 'srgb', grey: 'b-w', cmyk: 'cmyk' }[colours],
    );
    const whole = await picture.jpeg(options).toBuffer();
    const asWhole = await readPicture('whole', whole);
    for (const tail of [
      new Uint8Array(0),
      new Uint8Array(30),
      letters('trailer\xff\xc4'),
      Uint8Array.of(0xff),
    ]) {
      const bytes = Buffer.concat([whole.subarray(0, -2), tail]);
      expect((await readPicture('mended', bytes)).pixels).toEqual(asWhole.pixels);
    }
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    const cut = [
      whole.subarray(0, -3),
      whole.subarray(0, -10),
      half,
      Buffer.concat([half, letters('trailer\xff\xc4')]),
      // A download that broke off, in a file of the size that it was to have.
      Buffer.concat([half, Buffer.alloc(half.length)]),
      Buffer.concat([half, Buffer.alloc(100_000)]),
    ];
    for (const bytes of cut) {
      await expect(readPicture('a.jpg', bytes)).rejects.toThrow(
        'a.jpg is damaged or cut off and cannot be decoded (its data end before the picture does); save or download it again.',
      );
    }
  });
});

describe('what browsers show, too', () => {
  it('a WebP is not turned by its EXIF block, a JPEG is', async () => {
    const create = { width: 30, height: 20, channels: 3, background: 'red' } as const;
    const sizes = await Promise.all(
      (['webp', 'jpeg', 'png', 'avif'] as const).map(async (format) => {
        const bytes = await sharp({ create }).withMetadata({ orientation: 6 })[format]().toBuffer();
        const { original } = await readPicture(format, bytes);
        return [format, original.width, original.height];
      }),
    );
    expect(sizes).toEqual([
      ['webp', 30, 20],
      ['jpeg', 20, 30],
      ['png', 20, 30],
      ['avif', 20, 30],
    ]);
  });

  it('nothing outside the first frame of a GIF', async () => {
    const frame = { left: 4, top: 0, width: 4, height: 8, colour: 1 } as const;
    const { pixels } = await readPicture('a.gif', gifFile([frame]));
    expect([...pixels.data.subarray(3 * 4, 5 * 4)]).toEqual([0, 0, 0, 0, 0, 200, 0, 255]);
  });
});

it('tells how many frames there are: case 23', async () => {
  for (const name of ['anim.gif', 'anim.webp']) {
    const { frames } = await openPicture(name, await readFile(casePath(`23-animation/${name}`)));
    expect(frames).toEqual({ count: 2, are: 'frames' });
  }
});
