import {
  builtInIdOf,
  type PresetNow,
  type Recipe,
  type RecipePreset,
} from '@pastiche/core/presets';
import type { PresetLookup } from './preset-lookup.js';

/** A result whose preset has changed since. */
export interface OutdatedResult<Result, Kept, Source> {
  readonly result: Result;
  /** As it is now. */
  readonly preset: PresetNow<Kept>;
  /** What was painted. */
  readonly source: Source;
}

export interface OutdatedResults<Result, Kept, Source> {
  readonly outdated: readonly OutdatedResult<Result, Kept, Source>[];
  /** How many are out of date, but what they were made of is unknown or gone. */
  readonly withoutSource: number;
}

/**
 * Tells which results would come out otherwise now: their preset is still there by its name, but no
 * preset paints as it did then; or it is a built-in one that a newer Pastiche changed.
 * What was painted anew since counts as up to date, and of several such results of one source only the
 * last is given.
 *
 * @param sourceOf what a result was made of, the same text for the same one; `null`: that is unknown or
 *   gone. Asked only about results whose preset is still there.
 */
export async function outdatedResults<
  Result extends { readonly recipe: Pick<Recipe, 'preset'> },
  Kept extends { readonly name: string },
  Source extends { toString(): string },
>(
  results: readonly Result[],
  lookup: Pick<PresetLookup<Kept>, 'now'>,
  sourceOf: (result: Result) => Promise<Source | null>,
): Promise<OutdatedResults<Result, Kept, Source>> {
  const outdated = new Map<string, OutdatedResult<Result, Kept, Source>>();
  const current = new Set<string>();
  let withoutSource = 0;
  for (const result of results) {
    const made = result.recipe.preset;
    const preset = made && lookup.now(made);
    if (made === null || preset === null) continue;
    const source = await sourceOf(result);
    const key = keyOf(source, made, preset);
    if (preset.isAsThen) current.add(key);
    else if (source === null) withoutSource += 1;
    else outdated.set(key, { result, preset, source });
  }
  const left = [...outdated].filter(([key]) => !current.has(key));
  return { outdated: left.map(([, result]) => result), withoutSource };
}

/** By the preset's name as it is now: the one that it had then may be another's. */
function keyOf(
  source: { toString(): string } | null,
  { fingerprint }: RecipePreset,
  { preset }: PresetNow<{ readonly name: string }>,
): string {
  return `${source} ${builtInIdOf(fingerprint) ?? ''} ${preset.name}`;
}
