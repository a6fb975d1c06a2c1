import { readFileSync } from 'node:fs';
import { isStyleTransferError } from '@pastiche/core';
import { animatedPng, bmpFile, casePath, damagedCopies, gifFile } from '@pastiche/test-fixtures';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from '../../packages/cli/src/base/command-error.js';
import { readPicture } from '../../packages/cli/src/input/picture-file.js';
import { type DecodePage, openDecodePage } from '../../packages/panel/test/open-decode-page.js';
import { picture } from '../../packages/panel/test/tiff-files.js';

/** For each file and host; the same seed makes the same copies. */
const COPIES = 60;
const SEED = 20_261_129;

/** Decoding takes milliseconds; a machine that runs other tests beside may take long, but not without end. */
const PATIENCE_MS = 20_000;

const chromePath = chromiumPath();
let page: DecodePage;

beforeAll(async () => {
  if (chromePath) page = await openDecodePage(chromePath);
});
afterAll(() => page?.close());

const small = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#4080c0' } });
const frame = { left: 0, top: 0, width: 8, height: 8, colour: 0 } as const;

const FILES: Readonly<Record<string, () => Promise<Uint8Array> | Uint8Array>> = {
  PNG: () => picture(4).png().toBuffer(),
  'PNG with a profile': () => small().withIccProfile('p3').png().toBuffer(),
  'animated PNG': () => animatedPng([[200, 0, 0]], [0, 200, 0]),
  JPEG: () => picture(3).jpeg().toBuffer(),
  'progressive JPEG': () => picture(3).jpeg({ progressive: true }).toBuffer(),
  'JPEG without an end': () => readFileSync(casePath('22-jpeg-without-eoi/noeoi.jpg')),
  'turned JPEG': () => small().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  WebP: () => picture(4).webp().toBuffer(),
  'lossless WebP': () => picture(4).webp({ lossless: true }).toBuffer(),
  'animated WebP': () => readFileSync(casePath('23-animation/anim.webp')),
  GIF: () => readFileSync(casePath('23-animation/anim.gif')),
  'GIF of two colours': () => gifFile([frame, frame]),
  BMP: () => bmpFile(),
  'BMP with a palette': () => bmpFile({ bits: 8, colours: 20, header: 124 }),
  'BMP with masks': () => bmpFile({ bits: 16, compression: 3, masks: [0xf800, 0x7e0, 0x1f] }),
  'BMP of run lengths': () =>
    bmpFile({
      bits: 8,
      compression: 1,
      data: Uint8Array.of(9, 1, 0, 4, 1, 2, 3, 4, 0, 0, 0, 2, 1, 2, 5, 6, 0, 1),
    }),
  AVIF: () => small().avif().toBuffer(),
  'AVIF of the brand mif1': () => readFileSync(casePath('09-avif-mif1-in-the-panel/mif1.avif')),
  TIFF: () => picture(4).tiff({ compression: 'lzw' }).toBuffer(),
  'TIFF in tiles': () =>
    picture(3)
      .tiff({ compression: 'deflate', tile: true, tileWidth: 32, tileHeight: 16 })
      .toBuffer(),
  'TIFF of JPEG': () => picture(3).tiff({ compression: 'jpeg' }).toBuffer(),
};

describe.each(Object.keys(FILES))('a damaged %s ends in pixels or in one sentence', (name) => {
  it('in the command line', async () => {
    for (const [index, copy] of (await copiesOf(name)).entries()) {
      const outcome = await inTime(readPicture('a.file', copy), `${name}, copy ${index}`).then(
        ({ pixels }) =>
          pixels.data.length === 4 * pixels.width * pixels.height ? 'pixels' : 'too few',
        sentenceOf,
      );
      expect(outcome, `copy ${index}`).toMatch(/^(pixels|[^\n]{20,400}\.)$/);
    }
  });

  it('in the panel', async ({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
    for (const [index, copy] of (await copiesOf(name)).entries()) {
      const { refusal } = await inTime(page.decode(copy), `${name}, copy ${index}`);
      expect(refusal ?? 'pixels', `copy ${index}`).toMatch(
        /^(pixels|invalid-image: [^\n]{20,400}\.)$/,
      );
    }
    expect(page.errors).toEqual([]);
  });
});

async function copiesOf(name: string): Promise<readonly Uint8Array[]> {
  const whole = await FILES[name]!();
  return damagedCopies(new Uint8Array(whole), { seed: SEED, count: COPIES });
}

/** What is no error of ours has no sentence. */
function sentenceOf(error: unknown): string {
  if (error instanceof CommandError || isStyleTransferError(error)) return error.message;
  return `unforeseen:\n${error}`;
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} does not end.`)), patience(PATIENCE_MS));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
