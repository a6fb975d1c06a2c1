import { DEFAULT_PARAMETERS } from '@pastiche/core';
import {
  BUILT_IN_PRESETS,
  builtInFingerprint,
  encodeRecipe,
  type Preset,
  presetFingerprint,
  type RecipePreset,
} from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { outdatedResults } from './outdated-results.js';

const PNG = Uint8Array.from('\x89PNG\r\n\x1a\n', (letter) => letter.charCodeAt(0));
const preset = (name: string, strength: number): Preset => ({
  name,
  parameters: { strength },
  styles: [{ name, weight: 1, picture: { mediaType: 'image/png', bytes: PNG } }],
});
const kept = (id: string, preset: Preset) => ({ id, name: preset.name, preset });
const madeWith = (preset: Preset) => ({
  name: preset.name,
  fingerprint: presetFingerprint(preset),
});

/** A result of the layer `layer`. */
function result(id: string, made: RecipePreset) {
  const recipe = encodeRecipe({
    pasticheVersion: '0.1.0',
    network: 'vgg19-lite',
    styleNames: [made.name],
    preset: made,
    source: 'Card',
    stoppedEarly: false,
    parameters: DEFAULT_PARAMETERS,
  });
  return { id, name: id, recipe, sourceId: 'layer' };
}

it('keeps a preset apart from a built-in one of the same name', () => {
  const [{ id, name }] = BUILT_IN_PRESETS;
  const results = [
    result('own', madeWith(preset(name, 0.2))),
    result('built-in', { name, fingerprint: builtInFingerprint(id) }),
  ];
  const { outdated } = outdatedResults(results, [kept('own', preset(name, 0.5))]);
  expect(outdated.map((one) => [one.id, one.preset.id])).toEqual([['own', 'preset:own']]);
});

it('offers what a changed preset painted, although a copy of it looks as it did', () => {
  const results = [result('first', madeWith(preset('Own', 0.2)))];
  const presets = [kept('copy', preset('Copy', 0.2)), kept('own', preset('Own', 0.5))];
  const { outdated } = outdatedResults(results, presets);
  expect(outdated.map((one) => [one.id, one.preset.id])).toEqual([['first', 'preset:own']]);
  expect(outdatedResults(results, presets.slice(0, 1)).outdated).toEqual([]);
});
