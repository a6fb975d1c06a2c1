import { readFileSync } from 'node:fs';
import {
  animatedPng,
  big,
  casePath,
  gifFile,
  isoBox,
  isoBrandsBox,
  joined,
  letters,
  little,
} from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../base/sentence.js';
import { gifStill } from './gif-frames.js';
import { framesNote, readPictureFrames } from './picture-frames.js';
import { pngForBrowser, pngMayBeWhole } from './png-for-browser.js';

const RED = [200, 0, 0] as const;
const GREEN = [0, 200, 0] as const;
const frames = (count: number | null) => ({ count, are: 'frames' });
const gifFrame = { left: 0, top: 0, width: 8, height: 8, colour: 0 } as const;

/** A TIFF of empty pages: what NewSubfileType says of each, `null`: nothing. */
function tiff(kinds: readonly (number | null)[], { ring = false } = {}): Uint8Array {
  // A directory of one entry has 2 + 12 + 4 bytes.
  const places = kinds.map((_, index) => 8 + 18 * index);
  const pages = kinds.map((kind, index) => {
    const entry = [
      little(kind === null ? 256 : 254, 2),
      little(4, 2),
      little(1, 4),
      little(kind ?? 1, 4),
    ];
    const next = places[index + 1] ?? (ring ? 8 : 0);
    return joined(little(1, 2), ...entry, little(next, 4));
  });
  return joined(letters('II*\0'), little(8, 4), ...pages);
}

/** A sequence of AVIF: sound first, then pictures. */
function avifSequence(count: number | null): Uint8Array {
  const track = (kind: string, samples: number) => {
    const handler = isoBox('hdlr', big(0, 8), letters(kind), big(0, 13));
    const sizes = isoBox('stsz', big(0, 4), big(0, 4), big(samples, 4));
    return isoBox('trak', isoBox('mdia', handler, isoBox('minf', isoBox('stbl', sizes))));
  };
  const brands = isoBrandsBox('avis', 'avif', 'msf1');
  return count === null
    ? brands
    : joined(brands, isoBox('moov', track('soun', 9), track('pict', count)));
}

describe('how many frames a file holds', () => {
  it.each([
    ['case 23, GIF', frames(2), readFileSync(casePath('23-animation/anim.gif'))],
    ['case 23, WebP', frames(2), readFileSync(casePath('23-animation/anim.webp'))],
    ['a GIF of three', frames(3), gifFile([gifFrame, gifFrame, gifFrame])],
    ['a GIF of one', null, gifFile([gifFrame])],
    ['an animated PNG', frames(2), animatedPng([RED, GREEN])],
    ['an animated PNG with a still besides', frames(3), animatedPng([RED, GREEN], RED)],
    ['an animated PNG of one', null, animatedPng([RED])],
    ['a sequence of AVIF', frames(12), avifSequence(12)],
    ['a sequence of AVIF that does not say', frames(null), avifSequence(null)],
    ['an AVIF', null, readFileSync(casePath('09-avif-mif1-in-the-panel/mif1.avif'))],
    ['a JPEG', null, readFileSync(casePath('22-jpeg-without-eoi/noeoi.jpg'))],
    ['a TIFF of three pages', { count: 3, are: 'pages' }, tiff([null, 0, 2])],
    ['a page with smaller versions and a mask', null, tiff([0, 1, 1, 4])],
    ['pages in a ring', { count: 2, are: 'pages' }, tiff([0, 0], { ring: true })],
    ['a TIFF without a page', null, letters('II*\0')],
    ['no picture', null, letters('hello')],
  ])('%s', (_, expected, bytes) => {
    expect(readPictureFrames(bytes)).toEqual(expected);
  });

  it('ends with files that are cut short', () => {
    for (const bytes of [
      gifFile([gifFrame, gifFrame]),
      animatedPng([RED, GREEN]),
      avifSequence(3),
    ]) {
      for (let length = 0; length < bytes.length; length++) {
        const count = readPictureFrames(bytes.subarray(0, length))?.count ?? 1;
        expect(count).toBeLessThanOrEqual(3);
      }
    }
  });
});

it('says what is painted', () => {
  const note = (count: number | null, are: 'frames' | 'pages') =>
    inEnglish(framesNote('cat.gif', { count, are }));
  expect(note(12, 'frames')).toBe('cat.gif holds 12 frames; the first one is painted.');
  expect(note(3, 'pages')).toBe('cat.gif holds 3 pages; the first one is painted.');
  expect(note(null, 'frames')).toBe('cat.gif holds several frames; the first one is painted.');
});

it('takes the animation out of a PNG only where the still is another picture', () => {
  const own = animatedPng([RED, GREEN]);
  expect(pngForBrowser(own)).toBe(own);
  const other = animatedPng([RED, GREEN], RED);
  const still = pngForBrowser(other);
  expect(still.length).toBe(other.length - 20);
  expect(String.fromCharCode(...still)).not.toContain('acTL');
  expect(readPictureFrames(still)).toBeNull();
});

it('gives a PNG its last chunk', () => {
  const whole = animatedPng([RED]);
  for (const missing of [12, 5]) {
    expect(pngForBrowser(whole.subarray(0, -missing))).toEqual(whole);
  }
});

it('knows a PNG that claims more than its data can hold', () => {
  const whole = animatedPng([RED]);
  expect(pngMayBeWhole(whole)).toBe(true);
  const wide = whole.slice();
  wide.set(big(16_000_000, 4), 16);
  expect(pngMayBeWhole(wide)).toBe(false);
});

it('ends a GIF behind its first frame', () => {
  const one = gifFile([gifFrame]);
  expect(gifStill(gifFile([gifFrame, gifFrame]))).toEqual(one);
  expect(gifStill(one)).toEqual(one);
  const short = one.subarray(0, 40);
  expect(gifStill(short)).toBe(short);
});

it('counts no frames behind the end of a PNG', () => {
  const still = animatedPng([RED]);
  expect(readPictureFrames(joined(still, animatedPng([RED, GREEN]).subarray(8)))).toBeNull();
});
