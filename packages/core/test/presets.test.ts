import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { decodeStyleStatistics, withTodaysNames } from '@pastiche/core';
import {
  encodePreset,
  isFingerprintOf,
  type Preset,
  parsePreset,
  parsePresetString,
  parseRecipe,
  presetSchema,
  readPictureRecipe,
} from '@pastiche/core/presets';
import { describe, expect, it } from 'vitest';
import { schemaFaults } from './schema-faults.js';

const V1 = new URL('presets/v1/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, V1), 'utf8');
const files = readdirSync(V1);
const namesOf = (ending: string) =>
  files.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
const expected: Record<string, { fingerprint: string; parameters: Record<string, unknown> }> =
  JSON.parse(text('expected.json'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A preset with digests in the place of bytes. */
function digestOf({ styles, ...rest }: Preset) {
  return {
    ...rest,
    styles: styles.map(({ name, weight, picture, statistics }) => {
      if (picture !== undefined) {
        const { mediaType, bytes } = picture;
        return { name, weight, picture: { mediaType, sha256: sha256(bytes) } };
      }
      const digests = statistics.map(({ bytes, ...one }) => ({ ...one, sha256: sha256(bytes) }));
      return { name, weight, statistics: digests };
    }),
  };
}

describe('version 1', () => {
  it('has these files', () => {
    expect(namesOf('.pastiche.json')).toEqual(['blend', 'by-hand', 'picture', 'statistics']);
    expect(namesOf('.txt')).toEqual(['blend', 'picture', 'statistics']);
    expect(Object.keys(expected).sort()).toEqual(namesOf('.pastiche.json'));
  });

  it.each(namesOf('.pastiche.json'))('reads the file %s', (name) => {
    const preset = parsePreset(text(`${name}.pastiche.json`));
    const { fingerprint, ...kept } = expected[name]!;
    const parameters = withTodaysNames(kept.parameters);
    expect(digestOf(preset)).toEqual({ ...kept, parameters });
    expect(isFingerprintOf(fingerprint, preset)).toBe(true);
    expect(schemaFaults(presetSchema(), JSON.parse(text(`${name}.pastiche.json`)))).toEqual([]);
    if (name !== 'by-hand') expect(encodePreset(preset)).toBe(text(`${name}.pastiche.json`));
  });

  it.each(namesOf('.txt'))('reads the share string %s', async (name) => {
    const preset = await parsePresetString(text(`${name}.txt`));
    expect(preset).toEqual(parsePreset(text(`${name}.pastiche.json`)));
  });

  it('reads the statistics of vgg19-lite', () => {
    const [{ statistics }] = parsePreset(text('statistics.pastiche.json')).styles as [
      Preset['styles'][number],
    ];
    const { network, scales } = decodeStyleStatistics(statistics![0]!.bytes);
    expect([network, scales.map(({ longSide }) => longSide)]).toEqual(['vgg19-lite', [128]]);
    expect([...scales[0]!.layers].map(([layer, { mean }]) => [layer, mean.length])).toEqual([
      ['conv1_1', 16],
      ['conv2_1', 48],
      ['conv3_1', 96],
      ['conv4_1', 160],
      ['conv5_1', 160],
    ]);
  });

  it.each(['png', 'jpeg', 'webp'])('reads the recipe in a %s', (format) => {
    const picture = new Uint8Array(readFileSync(new URL(`recipe.${format}`, V1)));
    const recipe = JSON.parse(text('recipe.json'));
    const parameters = withTodaysNames(recipe.parameters);
    expect(parseRecipe(readPictureRecipe(picture)!)).toEqual({ ...recipe, parameters });
  });
});
