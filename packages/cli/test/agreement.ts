import { chromiumPath } from '@pastiche/test-fixtures/chromium';
import { type DecodePage, openDecodePage } from '../../panel/test/open-decode-page.js';
import { readPicture } from '../src/input/picture-file.js';

/** What one of the two programs makes of a file. */
export interface Reading {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Why there is no picture; without the file's name and the error's code. */
  readonly refusal: string | null;
}

/** A page with the panel's decoder; `undefined` where there is no browser. */
export async function openPanelDecoder(): Promise<DecodePage | undefined> {
  const path = chromiumPath();
  return path === undefined ? undefined : openDecodePage(path);
}

export async function readByPanel(page: DecodePage, file: Uint8Array): Promise<Reading> {
  const { refusal, ...rest } = await page.decode(file);
  return { ...rest, refusal: refusal?.replace(/^[a-z-]+: /, '') ?? null };
}

export async function readByCommandLine(file: Uint8Array): Promise<Reading> {
  try {
    return { ...(await readPicture('file', file)).pixels, refusal: null };
  } catch (error) {
    const refusal = (error as Error).message.replace(/^file: /, '');
    return { width: 0, height: 0, data: new Uint8Array(), refusal };
  }
}

/**
 * The largest difference of two pictures, 0 … 255; infinite where their sizes differ, or only one was refused, or
 * both in other words. A browser keeps colours multiplied by their alpha, so where there is some, they are compared so.
 */
export function apart(one: Reading, other: Reading): number {
  if (one.refusal !== other.refusal || one.width !== other.width || one.height !== other.height) {
    return Number.POSITIVE_INFINITY;
  }
  let most = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const alpha = other.data[at + 3]! / 255;
    most = Math.max(most, Math.abs(one.data[at + 3]! - other.data[at + 3]!));
    for (let i = at; i < at + 3; i++) {
      const distance = Math.abs(one.data[i]! - other.data[i]!);
      most = Math.max(most, distance <= 1 ? distance : distance * alpha);
    }
  }
  return most;
}

/** The part of all samples that are further than 1 apart, of opaque pictures of the same size. */
export function partFurtherApart(one: Reading, other: Reading): number {
  let count = 0;
  for (let i = 0; i < one.data.length; i++) {
    if (Math.abs(one.data[i]! - other.data[i]!) > 1) count += 1;
  }
  return count / one.data.length;
}
