import { StyleTransferError, sentence } from '@pastiche/core';
import { parsePreset } from '@pastiche/core/presets';
import type { Assets } from '../host/assets.js';
import { presetSource } from '../model/presets/preset-source.js';
import { builtInSources } from '../model/styles/built-in-sources.js';
import type { StyleSource } from '../model/styles/style-source.js';

/** A preset by its name, or as the text of its file. */
export type PresetChoice =
  | { readonly kind: 'built-in'; readonly id: string }
  | { readonly kind: 'document'; readonly document: string };

/**
 * The style and the look of a preset.
 *
 * @throws StyleTransferError `invalid-preset`
 */
export function styleOf(choice: PresetChoice, assets: Pick<Assets, 'read'>): StyleSource {
  if (choice.kind === 'document') return presetSource('document', parsePreset(choice.document));
  const source = builtInSources(assets).find(({ item }) => item.id === `built-in:${choice.id}`);
  if (source !== undefined) return source;
  throw new StyleTransferError(
    'invalid-preset',
    sentence`There is no built-in preset "${choice.id}"; choose one from the list.`,
  );
}
