import {
  encodePreset,
  type Preset,
  parsePreset,
  type Sentence,
  sentence,
} from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import type { KeptPreset } from './kept-preset.js';
import { freePresetName, lookOfName } from './preset-names.js';

export interface PresetImportingOptions {
  list(): Promise<readonly KeptPreset[]>;
  /** Keeps a new preset where new ones go. */
  add(preset: Preset, document: string): Promise<void>;
}

/** A preset that was taken over. */
export interface ImportedPreset {
  /** Under which it is kept. */
  readonly name: string;
  /** `false`: it was there already, just so, and nothing was done. */
  readonly isNew: boolean;
}

/** Takes presets over beside those that are there; see `PresetStore`. */
export interface PresetImporting {
  importDocument(document: string): Promise<ImportedPreset>;
  namesakeOf(document: string): Promise<KeptPreset | null>;
}

export function createPresetImporting({ list, add }: PresetImportingOptions): PresetImporting {
  return {
    importDocument: async (document) => {
      const { preset, isNew } = namedFreely(parsePreset(document), await list());
      if (isNew) await add(preset, encodePreset(preset));
      return { name: preset.name, isNew };
    },
    namesakeOf: async (document) => {
      const kept = await list();
      const preset = parsePreset(document);
      if (!namedFreely(preset, kept).isNew) return null;
      const look = lookOfName(preset.name);
      const alike = kept.filter(({ name }) => lookOfName(name) === look);
      return alike.find(({ name }) => name === preset.name) ?? alike[0] ?? null;
    },
  };
}

/** What a person is told of a preset that was taken over. */
export function importedSentence({ name, isNew }: ImportedPreset): Sentence {
  return isNew
    ? sentence`The preset ${name} was imported.`
    : sentence`The preset ${name} is here already, unchanged.`;
}

/** The preset under a name of its own, unless it is there already, but for a number in its name. */
function namedFreely(
  preset: Preset,
  kept: readonly KeptPreset[],
): { readonly preset: Preset; readonly isNew: boolean } {
  const text = encodePreset(preset);
  const same = kept.find(
    ({ name, document }) =>
      name.startsWith(preset.name) &&
      encodePreset({ ...parsePreset(document), name: preset.name }) === text,
  );
  if (same !== undefined) return { preset: { ...preset, name: same.name }, isNew: false };
  const taken = kept.map(({ name }) => name);
  const name = freePresetName(preset.name, taken, LIMITS.PRESET_NAME_CHARACTERS);
  return { preset: { ...preset, name }, isNew: true };
}
