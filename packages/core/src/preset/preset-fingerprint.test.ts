import { describe, expect, it } from 'vitest';
import { somePicture } from '../../test/some-preset.js';
import type { Preset } from './preset.js';
import { encodePreset, parsePreset } from './preset-file.js';
import { isFingerprintOf, presetFingerprint } from './preset-fingerprint.js';

const waves: Preset = {
  name: 'Waves',
  parameters: { strength: 0.7 },
  styles: [{ name: 'Waves', weight: 1, picture: somePicture() }],
};
const renamed: Preset = {
  ...waves,
  name: 'Surf',
  author: 'Mei',
  styles: [{ name: 'Foam', weight: 1, picture: somePicture() }],
};
const otherLooks: Preset[] = [
  { ...waves, parameters: { strength: 0.71 } },
  { ...waves, parameters: { strength: 0.7, seed: 0 } },
  { ...waves, styles: [{ name: 'Waves', weight: 0.5, picture: somePicture() }] },
  { ...waves, styles: [{ name: 'Waves', weight: 1, picture: somePicture('image/jpeg') }] },
  { ...waves, styles: [...waves.styles, ...waves.styles] },
];

describe('the fingerprint', () => {
  it('is the same for the same preset, however its file is written', () => {
    const compact = JSON.stringify(JSON.parse(encodePreset(waves)));
    expect(presetFingerprint(parsePreset(compact))).toBe(presetFingerprint(waves));
  });

  it('never changes, because pictures keep it', () => {
    expect(presetFingerprint(waves)).toMatchInlineSnapshot(`"2:b8f737d17893f06b"`);
  });

  it('differs for every change of the look, and for no change of names and credits', () => {
    const all = [waves, ...otherLooks].map(presetFingerprint);
    expect(new Set(all).size).toBe(all.length);
    expect(presetFingerprint(renamed)).toBe(presetFingerprint(waves));
  });

  it('is found again in the form of today', () => {
    const fingerprint = presetFingerprint(waves);
    expect(isFingerprintOf(fingerprint, renamed)).toBe(true);
    expect(otherLooks.filter((preset) => isFingerprintOf(fingerprint, preset))).toEqual([]);
  });

  it('is found again in the first form, which counted names too', () => {
    const first = 'eae17712f43dbd33';
    expect(isFingerprintOf(first, waves)).toBe(true);
    expect([renamed, ...otherLooks].filter((preset) => isFingerprintOf(first, preset))).toEqual([]);
  });
});
