import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILT_IN_PRESETS } from './built-in.js';
import { builtInFingerprint, builtInIdOf } from './built-in-fingerprint.js';
import { presetFingerprint } from './preset-fingerprint.js';

it.each(BUILT_IN_PRESETS)(
  'the fingerprint of $id is of its parameters and its picture',
  (preset) => {
    const { id, name, parameters } = preset;
    const file = readFileSync(new URL(`../../data/styles/${id}.webp`, import.meta.url));
    const picture = { mediaType: 'image/webp', bytes: new Uint8Array(file) } as const;
    const look = presetFingerprint({ parameters, styles: [{ name, weight: 1, picture }] });
    expect(builtInFingerprint(id)).toBe(`built-in:${id}:${look}`);
  },
);

it('tells a built-in preset from one of a person', () => {
  expect(builtInIdOf(builtInFingerprint('ink-wash'))).toBe('ink-wash');
  expect(builtInIdOf('2:2a84db3ba4350d1a')).toBeNull();
  expect(builtInIdOf('2a84db3ba4350d1a')).toBeNull();
});
