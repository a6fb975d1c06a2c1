import { BUILT_IN_PRESETS, type BuiltInPreset } from '../preset/built-in.js';
import { builtInFingerprint, builtInIdOf } from '../preset/built-in-fingerprint.js';
import type { RecipePreset } from './recipe.js';

/** What a result was made with, as it is now; `isAsThen`: it paints as it did then. */
export type PresetNow<Kept> =
  | { readonly kind: 'built-in'; readonly preset: BuiltInPreset; readonly isAsThen: boolean }
  | { readonly kind: 'kept'; readonly preset: Kept; readonly isAsThen: boolean };

/**
 * Finds the preset that a recipe remembers among those that are there now. Of the kept ones it is the
 * namesake that still has the fingerprint; else the first namesake, which has changed since; where
 * there is none, any that has the fingerprint, for it was renamed. Names come first because a copy is
 * often made before its original is changed. A built-in one may have been changed by a newer Pastiche.
 *
 * @param hasFingerprint whether a kept preset is the one of the fingerprint (`isFingerprintOf`)
 * @returns `null`: it is no longer there, neither by its name nor by its fingerprint
 */
export function presetNow<Kept extends { readonly name: string }>(
  { name, fingerprint }: RecipePreset,
  kept: readonly Kept[],
  hasFingerprint: (preset: Kept) => boolean,
): PresetNow<Kept> | null {
  const builtInId = builtInIdOf(fingerprint);
  if (builtInId !== null) {
    const preset = BUILT_IN_PRESETS.find(({ id }) => id === builtInId);
    const isAsThen = builtInFingerprint(builtInId) === fingerprint;
    return preset ? { kind: 'built-in', preset, isAsThen } : null;
  }
  const namesakes = kept.filter((preset) => preset.name === name);
  const same = (namesakes.length > 0 ? namesakes : kept).find(hasFingerprint);
  if (same !== undefined) return { kind: 'kept', preset: same, isAsThen: true };
  return namesakes.length === 0 ? null : { kind: 'kept', preset: namesakes[0], isAsThen: false };
}
