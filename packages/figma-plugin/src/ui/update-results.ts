import type { PanelModel } from '@pastiche/panel';
import { ChannelError } from '@pastiche/panel/channel';
import { type Said, saidBy, sentence } from '@pastiche/panel/core';
import type { Host } from '@pastiche/panel/host';
import { asItWas } from '@pastiche/panel/results';
import type { Arrival, Opening } from '../window-contract.js';
import { type OutdatedLayer, outdatedLayers } from './outdated-layers.js';
import type { PaintQueue } from './paint-queue.js';
import { skippedSentence } from './skipped-layers.js';
import type { WindowState } from './window-state.js';

export interface UpdateResultsOptions {
  readonly model: Pick<
    PanelModel,
    'styles' | 'removeStyle' | 'chooseStyle' | 'setParameters' | 'setSettings'
  >;
  readonly state: Pick<WindowState, 'updates' | 'trouble'>;
  readonly queue: Pick<PaintQueue, 'paintAll'>;
  /** Makes the layers that results were made of the queue, and the first that can be read the content. */
  takeResults(ids: readonly string[]): Promise<Arrival>;
}

/** Paints results whose presets have changed anew. */
export interface ResultUpdate {
  /** Paints those anew, each into a further result: with the preset as it is now, otherwise as they were. */
  paint(ids: readonly string[]): Promise<void>;
  /** Changes nothing. */
  dismiss(): void;
}

/** Offers results to be painted anew, or says in a sentence why there are none. */
export async function offerUpdates(
  { results, unseen, readOnly }: Pick<Opening, 'results' | 'unseen' | 'readOnly'>,
  { listPresets }: Pick<Host, 'listPresets'>,
  state: Pick<WindowState, 'updates' | 'trouble'>,
): Promise<void> {
  const { outdated, withoutSource } = await outdatedLayers(results, await listPresets());
  if (readOnly) {
    state.trouble.value = sentence`This file can only be read here, so its results cannot be updated.`;
    return;
  }
  const all = results.length + unseen;
  const nothing = outdated.length > 0 ? null : nothingToDo(results.length, withoutSource, unseen);
  const others =
    unseen > 0
      ? sentence`Of ${all} results on this page ${unseen} were not looked at; move some to another page and update there, too.`
      : null;
  state.trouble.value = nothing && others ? sentence`${nothing} ${others}` : (nothing ?? others);
  if (outdated.length > 0) state.updates.value = outdated;
}

export function createResultUpdate(options: UpdateResultsOptions): ResultUpdate {
  const { model, state, queue, takeResults } = options;
  return {
    dismiss: () => {
      state.updates.value = null;
    },
    paint: async (ids) => {
      const chosen = (state.updates.peek() ?? []).filter(({ id }) => ids.includes(id));
      if (chosen.length === 0) return;
      state.updates.value = null;
      try {
        const { isThere, skipped } = await takeResults(chosen.map(({ id }) => id));
        if (isThere) await queue.paintAll((index) => prepare(model, chosen[index]), skipped);
        else state.trouble.value = skippedSentence(skipped);
      } catch (error) {
        state.trouble.value = saidBy(error);
      }
    },
  };
}

/** The look of the preset, also where it is chosen and was changed; how large and with which seed, as it was. */
async function prepare(
  model: UpdateResultsOptions['model'],
  { preset, recipe }: OutdatedLayer,
): Promise<void> {
  for (const { item } of model.styles.peek()) model.removeStyle(item.id);
  await model.chooseStyle(preset.id);
  if (model.styles.peek().length === 0) {
    throw new ChannelError(
      'failed',
      sentence`The preset “${preset.name}” is gone, so nothing more was painted anew.`,
    );
  }
  const { parameters, network } = asItWas(recipe);
  model.setParameters(parameters);
  model.setSettings({ network });
}

function nothingToDo(results: number, withoutSource: number, unseen: number): Said {
  if (withoutSource > 0) {
    return sentence`Results that are out of date, but whose layers are gone: ${withoutSource}.`;
  }
  if (results === 0) return sentence`No layer on this page is a result of Pastiche.`;
  return unseen > 0
    ? sentence`Results that are up to date with their presets: ${results}.`
    : sentence`Results that are up to date with their presets: ${results}; there is nothing to do.`;
}
