import {
  isStyleTransferError,
  type Preset,
  type PresetNow,
  parsePreset,
  parseRecipe,
  type Recipe,
  type RecipePreset,
} from '@pastiche/panel/core';
import type { HostPreset } from '@pastiche/panel/host';
import { createPresetLookup, outdatedResults } from '@pastiche/panel/results';
import type { Opening } from '../window-contract.js';

/** A result whose preset has changed since. */
export interface OutdatedLayer {
  /** Of its node. */
  readonly id: string;
  readonly name: string;
  readonly recipe: Recipe;
  /** As it is now. */
  readonly preset: ShelvedPreset;
}

/** What a result was made with, as it is now. */
export interface ShelvedPreset {
  /** On the panel's shelf. */
  readonly id: string;
  readonly name: string;
  /** Whether it paints as it did then. */
  readonly isAsThen: boolean;
}

export interface OutdatedLayers {
  readonly outdated: readonly OutdatedLayer[];
  /** How many are out of date, but the layers that they were made of are gone. */
  readonly withoutSource: number;
}

/** Tells which results on the page are out of date (`outdatedResults`); one without a readable recipe is none. */
export async function outdatedLayers(
  results: Opening['results'],
  presets: readonly HostPreset[],
): Promise<OutdatedLayers> {
  const readableResults = results.flatMap((result) => {
    const recipe = readable(() => parseRecipe(result.recipe));
    return recipe === null ? [] : [{ ...result, recipe }];
  });
  const { outdated, withoutSource } = await outdatedResults(
    readableResults,
    lookupOf(presets),
    async ({ sourceId }) => sourceId,
  );
  return {
    outdated: outdated.map(({ result: { id, name, recipe }, preset }) => {
      return { id, name, recipe, preset: onShelf(preset) };
    }),
    withoutSource,
  };
}

/** The preset that a recipe remembers, as it is now on the panel's shelf; `null`: it is no longer there. */
export function shelvedNow(
  made: RecipePreset,
  presets: readonly HostPreset[],
): ShelvedPreset | null {
  const now = lookupOf(presets).now(made);
  return now && onShelf(now);
}

function onShelf({ kind, preset: { id, name }, isAsThen }: PresetNow<ParsedPreset>): ShelvedPreset {
  return { id: `${kind === 'built-in' ? kind : 'preset'}:${id}`, name, isAsThen };
}

interface ParsedPreset {
  readonly id: string;
  readonly name: string;
  readonly preset: Preset;
}

/** Of the presets that can be read; the panel tells of the others as it lists them. */
function lookupOf(presets: readonly HostPreset[]) {
  const kept = presets.flatMap(({ id, document }): ParsedPreset[] => {
    const preset = readable(() => parsePreset(document));
    return preset === null ? [] : [{ id, name: preset.name, preset }];
  });
  return createPresetLookup(kept, ({ preset }) => preset);
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isStyleTransferError(error)) return null;
    throw error;
  }
}
