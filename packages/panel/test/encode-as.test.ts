import { pngFile } from '@pastiche/test-fixtures';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PictureEncoding } from '../src/host/host.js';
import { bundleScript } from './open-engine-page.js';

const SIDE = 16;
/** Red to the left; to the right nothing. */
const PNG = pngFile({
  width: SIDE,
  depth: 8,
  colourType: 6,
  samples: Array.from({ length: SIDE * SIDE }, (_, at) =>
    at % SIDE < SIDE / 2 ? [200, 0, 0, 255] : [0, 0, 0, 0],
  ).flat(),
});

const chromePath = chromiumPath();
let browser: BrowserPage | null = null;
beforeAll(async () => {
  if (!chromePath) return;
  browser = await openPage({ chromePath, bundle: await bundleScript('encode-page.ts', 'esm') });
});
afterAll(() => browser?.close());
beforeEach(({ skip }) => {
  if (!chromePath) skip(NO_CHROMIUM);
});

async function encode(encoding: PictureEncoding): Promise<Buffer> {
  const given = [PNG.toString('base64'), encoding].map((part) => JSON.stringify(part));
  return Buffer.from(await browser!.page.evaluate<string>(`encoded(${given})`), 'base64');
}

/** Format, and the RGBA of a pixel well to the left and of one well to the right. */
async function seen(file: Buffer) {
  const { format } = await sharp(file).metadata();
  const pixels = await sharp(file).ensureAlpha().raw().toBuffer();
  const at = (x: number) => [...pixels.subarray(4 * (4 * SIDE + x), 4 * (4 * SIDE + x) + 4)];
  return { format, left: at(3), right: at(12) };
}

const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, -1));

it('a PNG that is to be a PNG stays as it is', async () => {
  expect(await encode({ mediaType: 'image/png', quality: 0.5 })).toEqual(PNG);
});

it('a JPEG has white where there is nothing', async () => {
  expect(await seen(await encode({ mediaType: 'image/jpeg', quality: 0.95 }))).toEqual({
    format: 'jpeg',
    left: near([200, 0, 0, 255]),
    right: near([255, 255, 255, 255]),
  });
});

it('a WebP keeps alpha', async () => {
  const { format, left, right } = await seen(await encode({ mediaType: 'image/webp' }));
  expect([format, left, right[3]]).toEqual(['webp', near([200, 0, 0, 255]), 0]);
});

it('less quality makes a smaller file', async () => {
  const [fine, coarse] = [0.95, 0.2].map((quality) => encode({ mediaType: 'image/jpeg', quality }));
  expect((await coarse)!.byteLength).toBeLessThan((await fine)!.byteLength);
});
