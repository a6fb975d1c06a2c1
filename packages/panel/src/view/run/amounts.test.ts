import { inEnglish, sayIn, sentence } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { duration, loadedOf, megabytes, plainNumber, priceWords, timeLeft } from './amounts.js';

it('tells what a painting takes in coarse words, as far as it is known', () => {
  const said = (seconds: number | null, bytes: number | null, isFull = false) => {
    const words = priceWords({ seconds, bytes }, isFull);
    return words && inEnglish(words);
  };
  expect(said(42, 64e6)).toBe('about 40 seconds, 64 MB');
  expect(said(130, 1.234e9, true)).toBe('about 2 minutes, 1.2 GB of memory');
  expect(said(null, 64e6)).toBe('64 MB');
  expect(said(5, null)).toBe('a few seconds');
  expect(said(null, null)).toBeNull();
  expect([60, 3500, 8000].map((seconds) => inEnglish(duration(seconds)))).toEqual([
    'about a minute',
    'about an hour',
    'about 2 hours',
  ]);
});

describe('timeLeft', () => {
  it.each([
    [0, 'a few seconds left'],
    [7.9, 'a few seconds left'],
    [8, 'about 10 seconds left'],
    // To the nearest five.
    [42, 'about 40 seconds left'],
    [43, 'about 45 seconds left'],
    [49.9, 'about 50 seconds left'],
    [50, 'about a minute left'],
    [89, 'about a minute left'],
    // 90 / 60 = 1.5 rounds up.
    [90, 'about 2 minutes left'],
    [1500, 'about 25 minutes left'],
    // 54.4 minutes are the last ones.
    [3264, 'about 54 minutes left'],
    [3300, 'about an hour left'],
    [9000, 'about 3 hours left'],
  ])('says %d s as "%s"', (seconds, words) => {
    expect(inEnglish(timeLeft(seconds))).toBe(words);
  });
});

describe('megabytes', () => {
  it.each([
    [0, '0'],
    [840_000, '0.8'],
    [8_400_000, '8.4'],
    [20_024_384, '20'],
    [1_234_000_000, '1,234'],
  ])('writes %d bytes as %s', (bytes, words) => {
    expect(inEnglish(sentence`${megabytes(bytes)}`)).toBe(words);
  });

  it('tells what has come of how much, if that is known', () => {
    expect(inEnglish(loadedOf(8_400_000, 20_024_384))).toBe('8.4 of 20 MB');
    expect(inEnglish(loadedOf(8_400_000, null))).toBe('8.4 MB so far');
  });
});

it('writes numbers with two digits that count', () => {
  const numbers = sentence`${plainNumber(0.03612)}, ${plainNumber(12.7)}`;
  expect(inEnglish(numbers)).toBe('0.036, 13');
  expect(sayIn({ tag: 'de-DE', dictionary: {} })(numbers)).toBe('0,036, 13');
});
