import { inEnglish, sayIn, sentence } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, inARow } from './readable-units.js';

describe('formatDuration', () => {
  it.each([
    [0.2, 'under 1 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [125, '2 min 5 s'],
    [3725, '1 h 2 min'],
  ])('says %d s as %s', (seconds, text) => {
    expect(inEnglish(formatDuration(seconds))).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [999, '999 B'],
    [1500, '1.5 kB'],
    [20_971_520, '21.0 MB'],
    [1.5e9, '1.5 GB'],
  ])('says %d as %s', (bytes, text) => {
    expect(inEnglish(formatBytes(bytes))).toBe(text);
  });

  it('has the marks of the language', () => {
    expect(sayIn({ tag: 'de-DE', dictionary: {} })(formatBytes(1500))).toBe('1,5 kB');
  });
});

it('puts sentences in a row', () => {
  expect(inEnglish(inARow([sentence`a ${1}`, 'b', sentence`c`], ', '))).toBe('a 1, b, c');
  expect(inEnglish(inARow([], ', '))).toBe('');
});
