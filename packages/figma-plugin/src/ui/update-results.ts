import type { PanelModel } from '@pastiche/panel';
import type { Host } from '@pastiche/panel/host';
import { asItWas } from '@pastiche/panel/results';
import type { Opening } from '../window-contract.js';
import { type OutdatedLayer, outdatedLayers } from './outdated-layers.js';
import type { PaintQueue } from './paint-queue.js';
import type { WindowState } from './window-state.js';

export interface UpdateResultsOptions {
  readonly model: Pick<
    PanelModel,
    'styles' | 'removeStyle' | 'chooseStyle' | 'setParameters' | 'setSettings'
  >;
  readonly state: Pick<WindowState, 'updates' | 'trouble'>;
  readonly queue: Pick<PaintQueue, 'paintAll'>;
  /** Makes the layers that results were made of the queue, and the first one the content. */
  takeResults(ids: readonly string[]): Promise<unknown>;
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
    state.trouble.value = 'This file can only be read here, so its results cannot be updated.';
    return;
  }
  const all = results.length + unseen;
  const said = [
    outdated.length > 0 ? '' : nothingToDo(results.length, withoutSource, unseen),
    unseen > 0
      ? `Of ${all} results on this page ${unseen} were not looked at; move some to another page and update there, too.`
      : '',
  ];
  state.trouble.value = said.join(' ').trim() || null;
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
        await takeResults(chosen.map(({ id }) => id));
        await queue.paintAll((index) => prepare(model, chosen[index]));
      } catch (error) {
        state.trouble.value = error instanceof Error ? error.message : String(error);
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
    throw new Error(`The preset “${preset.name}” is gone, so nothing more was painted anew.`);
  }
  const { parameters, network } = asItWas(recipe);
  model.setParameters(parameters);
  model.setSettings({ network });
}

function nothingToDo(results: number, withoutSource: number, unseen: number): string {
  if (withoutSource > 0) {
    return `Results that are out of date, but whose layers are gone: ${withoutSource}.`;
  }
  if (results === 0) return 'No layer on this page is a result of Pastiche.';
  const end = unseen > 0 ? '.' : '; there is nothing to do.';
  return `Results that are up to date with their presets: ${results}${end}`;
}
