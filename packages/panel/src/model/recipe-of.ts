import { encodeRecipe, presetFingerprint, type Recipe, type RecipePreset } from '@pastiche/core';
import type { WeightedSource } from './style-source.js';
import { VERSION } from './version.js';

type RecipeFacts = Omit<Recipe, 'pasticheVersion'>;

/** What made a painting, as text. */
export function recipeOf(facts: RecipeFacts): string {
  return encodeRecipe({ pasticheVersion: VERSION, ...facts });
}

/** A recipe for people to read, and for `parseRecipe`. */
export function readableRecipe(facts: RecipeFacts): string {
  return JSON.stringify(JSON.parse(recipeOf(facts)), null, 2);
}

/** The preset that a painting is made of, if it is one alone. */
export function presetOf(blend: readonly WeightedSource[]): RecipePreset | null {
  const preset = blend.length === 1 ? blend[0].source.preset : undefined;
  return preset ? { name: preset.name, fingerprint: presetFingerprint(preset) } : null;
}
