import { describe, expect, it } from 'vitest';
import { counted, formatBytes, formatDuration } from './readable-units.js';

describe('formatDuration', () => {
  it.each([
    [0.2, 'under 1 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [125, '2 min 5 s'],
    [3725, '1 h 2 min'],
  ])('says %d s as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [999, '999 B'],
    [1500, '1.5 kB'],
    [20_971_520, '21.0 MB'],
    [1.5e9, '1.5 GB'],
  ])('says %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('counted', () => {
  it.each([
    [0, '0 frames'],
    [1, '1 frame'],
    [2, '2 frames'],
  ])('%d', (count, text) => {
    expect(counted(count, 'frame')).toBe(text);
  });
});
