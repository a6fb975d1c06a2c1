import { readFileSync } from 'node:fs';
import {
  animatedPng,
  type BmpFile,
  bmpFile,
  casePath,
  gifFile,
  heicFile,
  joined,
  letters,
} from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPicture } from '../../packages/cli/src/input/picture-file.js';
import {
  type Decoded,
  difference,
  useDecodePage,
} from '../../packages/panel/test/open-decode-page.js';
import { picture } from '../../packages/panel/test/tiff-files.js';

const page = useDecodePage();

/** What the command line makes of a file; its refusals begin with the file's name. */
async function byCommandLine(file: Uint8Array): Promise<Decoded> {
  try {
    const { width, height, data } = (await readPicture('a', file)).pixels;
    return { width, height, data: Buffer.from(data), refusal: null };
  } catch (error) {
    return { width: 0, height: 0, data: Buffer.alloc(0), refusal: (error as Error).message };
  }
}

/** How far command line and panel are apart, and a check that both see something. */
async function distance(file: Uint8Array): Promise<number> {
  const [panel, commandLine] = [await page().decode(file), await byCommandLine(file)];
  expect([panel.refusal, commandLine.refusal]).toEqual([null, null]);
  return difference(panel, commandLine);
}

const M565 = [0xf800, 0x7e0, 0x1f];
const M8888 = [0xff0000, 0xff00, 0xff, 0xff000000];
const RLE8 = Uint8Array.of(5, 1, 0, 3, 1, 2, 3, 0, 5, 2, 0, 0, 13, 7, 0, 0, 13, 9, 0, 1);
const RLE4 = Uint8Array.of(5, 0x12, 0, 5, 0x12, 0x34, 0x50, 0, 3, 0x7a, 0, 0, 13, 0x9f, 0, 1);

describe('a BMP is what the browser shows', () => {
  it.each([
    ...[1, 2, 4, 8, 16, 24, 32].map((bits) => ({ bits })),
    ...[1, 4, 8, 24].map((bits) => ({ bits, header: 12 })),
    { height: -7 },
    { bits: 8, colours: 10 },
    { bits: 8, header: 64 },
    { header: 16 },
    { bits: 16, compression: 3, masks: M565 },
    { bits: 32, compression: 3, masks: [0x3ff00000, 0xffc00, 0x3ff] },
    { bits: 16, header: 56, compression: 3, masks: [0xf00, 0xf0, 0xf, 0xf000] },
    { bits: 32, header: 52, compression: 3, masks: M8888.slice(0, 3) },
    { bits: 32, header: 108, compression: 3, masks: M8888 },
    { bits: 32, header: 124, masks: M8888 },
    { bits: 8, width: 13, height: 3, compression: 1, data: RLE8 },
    { bits: 4, width: 13, height: 3, compression: 2, data: RLE4 },
  ] satisfies readonly BmpFile[])('made with %o', async (made) => {
    const file = bmpFile(made);
    const shown = await page().show(file);
    const own = await page().decode(file);
    expect([shown.refusal, own.refusal]).toEqual([null, null]);
    // A canvas keeps colours multiplied by their alpha, which costs a step of what can be seen.
    expect(seenDifference(own, shown)).toBeLessThanOrEqual(1);
    expect(difference(own, await byCommandLine(file))).toBe(0);
  });

  it('with a profile', async () => {
    const wide = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const profile = (await sharp(wide).metadata()).icc!;
    const file = bmpFile({ header: 124, profile });
    expect(difference(await page().decode(file), await page().show(file))).toBeLessThanOrEqual(1);
    expect(await distance(file)).toBeLessThanOrEqual(2);
  });
});

function seenDifference(one: Decoded, other: Decoded): number {
  if (one.width !== other.width || one.height !== other.height) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let at = 0; at < one.data.length; at++) {
    const share = at % 4 === 3 ? 1 : other.data[at - (at % 4) + 3]! / 255;
    largest = Math.max(largest, Math.abs(one.data[at]! - other.data[at]!) * share);
  }
  return Math.floor(largest);
}

describe('command line and panel paint the first of several frames', () => {
  const RED = [200, 0, 0] as const;
  const GREEN = [0, 200, 0] as const;
  const frame = { left: 0, top: 0, width: 8, height: 8, colour: 1 } as const;

  it.each([
    ['GIF, case 23', readFileSync(casePath('23-animation/anim.gif'))],
    ['WebP, case 23', readFileSync(casePath('23-animation/anim.webp'))],
    ['PNG whose still is its first frame', animatedPng([RED, GREEN])],
    ['PNG whose still is another picture', animatedPng([RED, GREEN], GREEN)],
    [
      'GIF whose first frame is a part of the canvas',
      gifFile([{ ...frame, left: 3, width: 4 }, frame]),
    ],
    ['GIF whose later frame is damaged', joined(gifFile([frame, frame]).subarray(0, -30), [0x3b])],
  ])('of a %s', async (_, file) => {
    expect(await distance(file)).toBeLessThanOrEqual(1);
  });

  it('of a TIFF of several pages', async () => {
    const pages = [await picture(3).png().toBuffer(), await picture(3).negate().png().toBuffer()];
    const file = await sharp(pages, { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    expect(await distance(file)).toBe(0);
  });
});

describe('command line and panel agree on what lacks its end: they', () => {
  const noEnd = readFileSync(casePath('22-jpeg-without-eoi/noeoi.jpg'));

  it.each([
    ['a JPEG, case 22', noEnd],
    ['a JPEG with zeros instead', joined(noEnd, new Uint8Array(20))],
    ['a JPEG with other bytes instead', joined(noEnd, letters('Samsung trailer'))],
    ['a PNG', animatedPng([[200, 0, 0]]).subarray(0, -12)],
    ['a GIF', gifFile([{ left: 0, top: 0, width: 8, height: 8, colour: 0 }]).subarray(0, -1)],
    [
      'an AVIF of the brand mif1, which lacks nothing: case 09',
      readFileSync(casePath('09-avif-mif1-in-the-panel/mif1.avif')),
    ],
  ])('read %s', async (_, file) => {
    expect(await distance(file)).toBeLessThanOrEqual(1);
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const)(
    'refuse a %s cut in half',
    async (format) => {
      const whole = await picture(3)[format]().toBuffer();
      const half = whole.subarray(0, whole.length / 2);
      expect((await byCommandLine(half)).refusal).toMatch(/^a is damaged or cut off/);
      expect((await page().decode(half)).refusal).toContain('damaged or cut short');
    },
  );

  it('refuse a progressive JPEG without its last scan', async () => {
    const whole = await picture(3).jpeg({ progressive: true }).toBuffer();
    const cut = whole.subarray(0, whole.lastIndexOf(Uint8Array.of(0xff, 0xda)));
    expect((await byCommandLine(cut)).refusal).toContain('damaged or cut off');
    expect((await page().decode(cut)).refusal).toContain('damaged or cut short');
  });
});

it.each([
  ['HEIC, case 08', heicFile()],
  ["Xcode's PNG, case 25", readFileSync(casePath('25-cgbi-in-the-panel/cgbi.png'))],
  ['a pointer of Git LFS', letters('version https://git-lfs.github.com/spec/v1\n')],
  ['SVG', letters('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['text', letters('hello')],
  ['a BMP that holds a JPEG', bmpFile({ bits: 0, compression: 4 })],
])('both refuse %s in the same words', async (_, file) => {
  const { refusal } = await page().decode(file);
  expect(refusal).toMatch(/^invalid-image: .*; .*\.$/);
  expect((await byCommandLine(file)).refusal).toBe(refusal?.replace('invalid-image', 'a'));
});
