import { parsePreset, presetFingerprint } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import type { KeptPreset } from '../presets/kept-preset.js';
import type { Result } from './find-results.js';

/** A painting whose preset has changed since. */
export interface OutdatedResult extends Result {
  /** As it is now. */
  readonly preset: KeptPreset;
  /** What was painted. */
  readonly source: Uri;
}

export interface OutdatedResults {
  readonly outdated: readonly OutdatedResult[];
  /** Paintings whose preset has changed, but whose picture is unknown or gone. */
  readonly withoutSource: readonly Result[];
}

/**
 * Tells which paintings would come out otherwise now: their preset is still there by its name, but as
 * none of that name was when they were painted. A picture that was painted anew since counts as up
 * to date, and of several such paintings only one is given.
 */
export async function outdatedResults(
  results: readonly Result[],
  kept: readonly KeptPreset[],
  sourceOf: (result: Result) => Promise<Uri | null>,
): Promise<OutdatedResults> {
  const presets = kept.map((preset) => ({ preset, fingerprint: fingerprintOf(preset) }));
  const outdated = new Map<string, OutdatedResult>();
  const withoutSource: Result[] = [];
  const current = new Set<string>();
  for (const result of results) {
    const made = result.recipe.preset;
    const namesakes = presets.filter(({ preset }) => preset.name === made?.name);
    if (made === null || namesakes.length === 0) continue;
    const source = await sourceOf(result);
    const key = `${source} ${made.name}`;
    if (namesakes.some(({ fingerprint }) => fingerprint === made.fingerprint)) current.add(key);
    else if (source === null) withoutSource.push(result);
    else outdated.set(key, { ...result, preset: namesakes[0].preset, source });
  }
  const left = [...outdated].filter(([key]) => !current.has(key));
  return { outdated: left.map(([, result]) => result), withoutSource };
}

/** What a painting remembers of a preset that is as `preset` is now. */
export function fingerprintOf({ document }: Pick<KeptPreset, 'document'>): string {
  return presetFingerprint(parsePreset(document));
}
