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
import { presetOf } from './test/preset-of.js';

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
    result('own', madeWith(presetOf(name, 0.2))),
    result('built-in', { name, fingerprint: builtInFingerprint(id) }),
  ];
  const { outdated } = outdatedResults(results, [kept('own', presetOf(name, 0.5))]);
  expect(outdated.map((one) => [one.id, one.preset.id])).toEqual([['own', 'preset:own']]);
});

it('offers what a changed preset painted, although a copy of it looks as it did', () => {
  const results = [result('first', madeWith(presetOf('Own', 0.2)))];
  const presets = [kept('copy', presetOf('Copy', 0.2)), kept('own', presetOf('Own', 0.5))];
  const { outdated } = outdatedResults(results, presets);
  expect(outdated.map((one) => [one.id, one.preset.id])).toEqual([['first', 'preset:own']]);
  expect(outdatedResults(results, presets.slice(0, 1)).outdated).toEqual([]);
});
