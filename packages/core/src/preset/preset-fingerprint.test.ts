import { expect, it } from 'vitest';
import { somePicture } from '../../test/some-preset.js';
import type { Preset } from './preset.js';
import { encodePreset, parsePreset } from './preset-file.js';
import { presetFingerprint } from './preset-fingerprint.js';

const waves: Preset = {
  name: 'Waves',
  parameters: { strength: 0.7 },
  styles: [{ name: 'Waves', weight: 1, picture: somePicture() }],
};

it('is the same for the same preset, however its file is written', () => {
  const compact = JSON.stringify(JSON.parse(encodePreset(waves)));
  expect(presetFingerprint(parsePreset(compact))).toBe(presetFingerprint(waves));
});

it('never changes, because pictures keep it', () => {
  expect(presetFingerprint(waves)).toMatchInlineSnapshot(`"eae17712f43dbd33"`);
});

it('differs for every change', () => {
  const all = [
    waves,
    { ...waves, name: 'Wave' },
    { ...waves, author: 'Mei' },
    { ...waves, parameters: { strength: 0.71 } },
    { ...waves, styles: [{ name: 'Waves', weight: 1, picture: somePicture('image/jpeg') }] },
  ];
  expect(new Set(all.map(presetFingerprint)).size).toBe(all.length);
});
