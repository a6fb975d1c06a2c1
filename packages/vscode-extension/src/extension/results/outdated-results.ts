import { builtInIdOf, type RecipePreset } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import type { KeptPreset } from '../presets/kept-preset.js';
import type { Result } from './find-results.js';
import { createPresetLookup, type PresetNow } from './preset-lookup.js';

/** A painting whose preset has changed since. */
export interface OutdatedResult extends Result {
  /** As it is now. */
  readonly preset: PresetNow;
  /** What was painted. */
  readonly source: Uri;
}

export interface OutdatedResults {
  readonly outdated: readonly OutdatedResult[];
  /** Paintings whose preset has changed, but whose picture is unknown or gone. */
  readonly withoutSource: readonly Result[];
}

/**
 * Tells which paintings would come out otherwise now: their preset is still there by its name, but no
 * preset paints as it did then; or it is a built-in one that a newer Pastiche changed.
 * A picture that was painted anew since counts as up to date, and of several such paintings only one
 * is given.
 */
export async function outdatedResults(
  results: readonly Result[],
  kept: readonly KeptPreset[],
  sourceOf: (result: Result) => Promise<Uri | null>,
): Promise<OutdatedResults> {
  const lookup = createPresetLookup(kept);
  const outdated = new Map<string, OutdatedResult>();
  const withoutSource: Result[] = [];
  const current = new Set<string>();
  for (const result of results) {
    const made = result.recipe.preset;
    const now = made && lookup.now(made);
    if (made === null || now === null) continue;
    const source = await sourceOf(result);
    const key = keyOf(source, made, now);
    if (now.isAsThen) current.add(key);
    else if (source === null) withoutSource.push(result);
    else outdated.set(key, { ...result, preset: now, source });
  }
  const left = [...outdated].filter(([key]) => !current.has(key));
  return { outdated: left.map(([, result]) => result), withoutSource };
}

/** By the preset's name as it is now: the one that it had then may be another's. */
function keyOf(source: Uri | null, { fingerprint }: RecipePreset, { name }: PresetNow): string {
  return `${source} ${builtInIdOf(fingerprint) ?? ''} ${name}`;
}
