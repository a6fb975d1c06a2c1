import { parsePreset, saidBy } from '@pastiche/panel/core';
import { presetFromEntries, presetIdsIn } from '@pastiche/panel/plugin-data';
import type { DamagedPreset, FoundPresets } from '../presets/import-all.js';
import type { FigmaAnswer } from './figma-answer.js';

/** The presets that a Figma document keeps in its shared plugin data. */
export function presetsInEntries(entries: FigmaAnswer['entries']): FoundPresets {
  const presets: { name: string; document: string }[] = [];
  const damaged: DamagedPreset[] = [];
  for (const id of presetIdsIn(Object.keys(entries))) {
    try {
      const document = presetFromEntries(id, (key) => entries[key]);
      presets.push({ name: parsePreset(document).name, document });
    } catch (error) {
      damaged.push({ name: id, reason: saidBy(error) });
    }
  }
  return { presets, damaged };
}
