import {
  BUILT_IN_PRESETS,
  builtInFingerprint,
  encodeRecipe,
  presetFingerprint,
  type Recipe,
  type RecipePreset,
} from '@pastiche/core/presets';
import type { WeightedSource } from '../styles/style-source.js';
import { VERSION } from '../version.js';

type RecipeFacts = Omit<Recipe, 'pasticheVersion'>;

/** What made a painting, as text. */
export function recipeOf(facts: RecipeFacts): string {
  return encodeRecipe({ pasticheVersion: VERSION, ...facts });
}

/** A recipe for people to read, and for `parseRecipe`; without masks, which nobody reads. */
export function readableRecipe(facts: RecipeFacts): string {
  return JSON.stringify(JSON.parse(recipeOf({ ...facts, masks: undefined })), null, 2);
}

/** The preset that a painting is made of, if it is one alone: one of a person, or a built-in one. */
export function presetOf(blend: readonly WeightedSource[]): RecipePreset | null {
  if (blend.length !== 1) return null;
  const [{ source }] = blend;
  if (source.preset) {
    return { name: source.preset.name, fingerprint: presetFingerprint(source.preset) };
  }
  const builtIn = BUILT_IN_PRESETS.find(({ id }) => source.item.id === `built-in:${id}`);
  return builtIn ? { name: builtIn.name, fingerprint: builtInFingerprint(builtIn.id) } : null;
}
