import { isFingerprintOf, parsePreset, presetNow, type RecipePreset } from '@pastiche/panel/core';
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
  /** @returns `null`: it is no longer there by its name */
  now(made: RecipePreset): PresetNow | null;
  /** Whether a kept preset still paints as the one that a painting remembers. */
  isAsThen(made: RecipePreset, preset: KeptPreset): boolean;
}

/** A preset is taken apart once for each fingerprint, however many paintings have it. */
export function createPresetLookup(kept: readonly KeptPreset[]): PresetLookup {
  const answers = new Map<string, boolean>();
  const isAsThen: PresetLookup['isAsThen'] = ({ fingerprint }, { id, document }) => {
    const question = `${fingerprint} ${id}`;
    const answer = answers.get(question) ?? isFingerprintOf(fingerprint, parsePreset(document));
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
