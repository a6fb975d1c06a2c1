import {
  isFingerprintOf,
  type Preset,
  parsePreset,
  presetNow,
  type RecipePreset,
} from '@pastiche/panel/core';
import type { PaintOrder } from '../batch/batch-page.js';
import type { KeptPreset } from '../presets/kept-preset.js';

/** What a painting was made with, as it is now. */
export interface PresetNow {
  readonly name: string;
  /** Whether it paints as it did then. */
  readonly isAsThen: boolean;
  readonly choice: PaintOrder['preset'];
}

/** The presets by what paintings remember of them. */
export interface PresetLookup {
  /** @returns `null`: it is no longer there, neither by its name nor as it was */
  now(made: RecipePreset): PresetNow | null;
  /** Whether a kept preset still paints as the one that a painting remembers. */
  isAsThen(made: RecipePreset, preset: KeptPreset): boolean;
}

/** A preset is taken apart once, and compared once with each fingerprint, however many paintings have it. */
export function createPresetLookup(kept: readonly KeptPreset[]): PresetLookup {
  const answers = new Map<string, boolean>();
  const parsed = new Map<string, Preset>();
  const isAsThen: PresetLookup['isAsThen'] = ({ fingerprint }, { id, document }) => {
    const question = `${fingerprint} ${id}`;
    const known = answers.get(question);
    if (known !== undefined) return known;
    const preset = parsed.get(id) ?? parsePreset(document);
    parsed.set(id, preset);
    const answer = isFingerprintOf(fingerprint, preset);
    answers.set(question, answer);
    return answer;
  };
  return {
    isAsThen,
    now: (made) => {
      const now = presetNow(made, kept, (preset) => isAsThen(made, preset));
      if (now === null) return null;
      const choice =
        now.kind === 'built-in'
          ? ({ kind: 'built-in', id: now.preset.id } as const)
          : ({ kind: 'document', document: now.preset.document } as const);
      return { name: now.preset.name, isAsThen: now.isAsThen, choice };
    },
  };
}
