import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { bundleScript } from './open-engine-page.js';

/** A decoded picture, or why there is none. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  /** RGBA */
  readonly data: Buffer;
  readonly refusal: string | null;
}

export interface DecodePage {
  /** What the engine makes of a picture's file. */
  decode(file: Uint8Array): Promise<Decoded>;
  /** What the browser itself makes of it. */
  show(file: Uint8Array): Promise<Decoded>;
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a page that decodes as the engine does for all tests of a file, and closes it behind them;
 * without Chromium the tests are left out.
 *
 * @returns the page, once the tests have begun
 */
export function useDecodePage(): () => DecodePage {
  const chromePath = chromiumPath();
  let page: DecodePage | null = null;
  beforeAll(async () => {
    if (chromePath) page = await openDecodePage(chromePath);
  });
  afterAll(() => page?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });
  return () => page!;
}

/** A page that decodes as the engine does. */
export async function openDecodePage(chromePath: string): Promise<DecodePage> {
  const bundle = await bundleScript('decode-page.ts', 'esm');
  const { page, errors, close }: BrowserPage = await openPage({ chromePath, bundle });
  const decode = async (file: Uint8Array, how: 'engine' | 'browser') => {
    const base64 = Buffer.from(file).toString('base64');
    const { data, ...rest } = await page.evaluate<Omit<Decoded, 'data'> & { data: string }>(
      `decoded(${JSON.stringify(base64)}, ${JSON.stringify(how)})`,
    );
    return { ...rest, data: Buffer.from(data, 'base64') };
  };
  return {
    decode: (file) => decode(file, 'engine'),
    show: (file) => decode(file, 'browser'),
    errors,
    close,
  };
}

/** What libvips makes of the same file: upright, in sRGB, with alpha. */
export async function decodedBySharp(file: Uint8Array): Promise<Decoded> {
  const { data, info } = await sharp(file)
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data, refusal: null };
}

/** The largest difference of any byte; infinite where the sizes differ. Under no opacity no colour counts. */
export function difference(one: Decoded, other: Decoded): number {
  if (one.width !== other.width || one.height !== other.height) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const channels = other.data[at + 3] === 0 ? [3] : [0, 1, 2, 3];
    for (const i of channels) {
      largest = Math.max(largest, Math.abs(one.data[at + i] - other.data[at + i]));
    }
  }
  return largest;
}
