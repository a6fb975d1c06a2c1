import type { HostPreset } from '@pastiche/panel';
import {
  builtInIdOf,
  isFingerprintOf,
  isStyleTransferError,
  type Preset,
  parsePreset,
  parseRecipe,
  presetNow,
  type Recipe,
  type RecipePreset,
} from '@pastiche/panel/core';
import type { Opening } from '../window-contract.js';

/** A result whose preset has changed since. */
export interface OutdatedResult {
  /** Of its node. */
  readonly id: string;
  readonly name: string;
  readonly recipe: Recipe;
  /** As it is now. */
  readonly preset: PresetNow;
}

/** What a result was made with, as it is now. */
export interface PresetNow {
  /** On the panel's shelf. */
  readonly id: string;
  readonly name: string;
  /** Whether it paints as it did then. */
  readonly isAsThen: boolean;
}

export interface OutdatedResults {
  readonly outdated: readonly OutdatedResult[];
  /** How many are out of date, but the layers that they were made of are gone. */
  readonly withoutSource: number;
}

/** A preset that the host keeps. */
export interface KeptPreset {
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
}

/**
 * Tells which results would come out otherwise now: their preset is still there by its name, but no
 * preset paints as it did then; or it is a built-in one that a newer Pastiche changed. A layer
 * that was painted anew since counts as up to date, and of several such results of one layer only the last
 * is given. VS Code tells the same of its paintings.
 */
export function outdatedResults(
  results: Opening['results'],
  kept: readonly KeptPreset[],
): OutdatedResults {
  const outdated = new Map<string, OutdatedResult>();
  const current = new Set<string>();
  let withoutSource = 0;
  for (const { id, name, recipe: text, sourceId } of results) {
    const recipe = readableRecipe(text);
    const made = recipe?.preset ?? null;
    const preset = made && shelvedNow(made, kept);
    if (recipe === null || made === null || preset === null) continue;
    const key = `${sourceId} ${builtInIdOf(made.fingerprint) ?? ''} ${preset.name}`;
    if (preset.isAsThen) current.add(key);
    else if (sourceId === null) withoutSource += 1;
    else outdated.set(key, { id, name, recipe, preset });
  }
  const left = [...outdated].filter(([key]) => !current.has(key));
  return { outdated: left.map(([, result]) => result), withoutSource };
}

/** The preset that a recipe remembers, as it is now on the panel's shelf; `null`: it is no longer there. */
export function shelvedNow(made: RecipePreset, kept: readonly KeptPreset[]): PresetNow | null {
  const now = presetNow(made, kept, ({ preset }) => isFingerprintOf(made.fingerprint, preset));
  if (now === null) return null;
  const { id, name } = now.preset;
  const shelf = now.kind === 'built-in' ? 'built-in' : 'preset';
  return { id: `${shelf}:${id}`, name, isAsThen: now.isAsThen };
}

/** The presets that can be read; the panel tells of the others as it lists them. */
export function keptPresets(presets: readonly HostPreset[]): readonly KeptPreset[] {
  return presets.flatMap(({ id, document }) => {
    const preset = readable(() => parsePreset(document));
    return preset === null ? [] : [{ id, name: preset.name, preset }];
  });
}

function readableRecipe(text: string): Recipe | null {
  return readable(() => parseRecipe(text));
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isStyleTransferError(error)) return null;
    throw error;
  }
}
