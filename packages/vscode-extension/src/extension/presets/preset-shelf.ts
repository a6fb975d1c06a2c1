import type { Say } from '@pastiche/panel/core';
import { BUILT_IN_PRESETS, sentence } from '@pastiche/panel/core';
import type { PaintBody } from '../../shared/extension-contract.js';
import type { Choice } from '../ports/ui.js';
import { parsePresetId } from './preset-names.js';
import { type PresetStore, presetIsGone } from './preset-store.js';

/** A preset as it is offered, wherever it comes from. */
export interface OfferedPreset {
  readonly id: string;
  readonly name: string;
  readonly origin: 'built-in' | 'workspace' | 'user';
  /** What it is good for, or the names of its styles. */
  readonly description: string;
}

/** All presets, the built-in ones first. */
export async function offeredPresets(
  store: PresetStore,
  say: Say,
): Promise<readonly OfferedPreset[]> {
  const builtIn = BUILT_IN_PRESETS.map(({ id, name, description }) => ({
    id: `built-in:${id}`,
    name: say({ pattern: name, values: [] }),
    origin: 'built-in' as const,
    description: say({ pattern: description, values: [] }),
  }));
  const kept = (await store.list()).map(({ id, name, origin, styles }) => ({
    id,
    name,
    origin,
    description: styles.join(', '),
  }));
  return [...builtIn, ...kept];
}

/** The presets as a list to choose from: the ones used last on top, then by where they come from. */
export function presetChoices(
  presets: readonly OfferedPreset[],
  recent: readonly string[],
  say: Say,
): Choice<OfferedPreset>[] {
  const recently = recent.flatMap((id) => presets.filter((preset) => preset.id === id));
  const others = presets.filter((preset) => !recently.includes(preset));
  const from = (origin: OfferedPreset['origin']) =>
    others.filter((preset) => preset.origin === origin);
  return [
    ...group(say(sentence`Used last`), recently),
    ...group(say(sentence`Workspace`), from('workspace')),
    ...group(say(sentence`Your presets`), from('user')),
    ...group(say(sentence`Built in`), from('built-in')),
  ];
}

/**
 * What a page paints with.
 *
 * @throws ExtensionError `not-found`
 */
export async function paintedPreset(id: string, store: PresetStore): Promise<PaintBody['preset']> {
  const place = parsePresetId(id);
  if (place?.kind === 'built-in') return place;
  const kept = await store.find(id);
  if (kept !== undefined) return { kind: 'document', document: kept.document };
  throw presetIsGone();
}

function group(heading: string, presets: readonly OfferedPreset[]): Choice<OfferedPreset>[] {
  return presets.map((preset, index) => ({
    label: preset.name,
    description: preset.description,
    value: preset,
    ...(index === 0 ? { heading } : {}),
  }));
}
