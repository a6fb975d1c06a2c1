import { type Said, sentence } from '@pastiche/panel/sentence';
import { MainError } from '../base/main-error.js';
import { type QueuedLayer, queueOf } from '../layer/layer-queue.js';
import type { CarriedPreset } from '../recipe/result-preset.js';
import { readResultPreset, readResultRecipe } from '../recipe/result-recipe.js';
import { type PageResult, resultsOnPage, sourceOf } from '../recipe/result-source.js';
import { strengthFrom } from './quick-action.js';

/** What the plugin was opened for. */
export interface Beginning {
  readonly command: 'open' | 'edit' | 'again' | 'preset' | 'update';
  readonly layers: readonly QueuedLayer[];
  readonly presetId: string | null;
  /** 0..1 */
  readonly strength: number | null;
  readonly recipe: string | null;
  /** The styles of that recipe, as far as they go with the result. */
  readonly carried: CarriedPreset;
  /** Those whose presets may have changed. */
  readonly results: readonly PageResult[];
  /** How many more results there are on the page. */
  readonly unseen: number;
  /** What the person should know, such as a layer that was left out. */
  readonly sentence: Said | null;
}

const NOTHING: Beginning = {
  command: 'open',
  layers: [],
  presetId: null,
  strength: null,
  recipe: null,
  carried: { kind: 'none' },
  results: [],
  unseen: 0,
  sentence: null,
};

/** Reads a command of the manifest, with the selection and a quick action's parameters. */
export async function beginningOf(
  command: string,
  parameters: ParameterValues | undefined,
): Promise<Beginning> {
  const selection = figma.currentPage.selection;
  if (command === 'update') return { ...NOTHING, command, ...(await resultsOnPage()) };
  if (command === 'edit' || command === 'again') {
    try {
      const result = await resultBeginning(command, selection[0]);
      if (result !== null) return result;
    } catch (error) {
      if (!(error instanceof MainError)) throw error;
      return { ...plain(selection, 'layer'), sentence: error.said };
    }
  }
  const begun = plain(selection, command === 'image' ? 'image' : 'layer');
  if (command !== 'preset') return begun;
  const preset: unknown = parameters?.preset;
  const presetId = typeof preset === 'string' ? preset : null;
  return { ...begun, command: 'preset', presetId, strength: strengthFrom(parameters?.strength) };
}

function plain(selection: readonly SceneNode[], take: 'layer' | 'image'): Beginning {
  const { layers, refusal } = queueOf(selection, take);
  return { ...NOTHING, layers, sentence: refusal };
}

/** A result's recipe and the layer that it was made of; the result itself where that is gone. */
async function resultBeginning(
  command: 'edit' | 'again',
  node: SceneNode | undefined,
): Promise<Beginning | null> {
  const result = node === undefined ? null : readResultRecipe(node);
  if (node === undefined || result === null) return null;
  const itself: QueuedLayer = { id: node.id, name: node.name, take: { kind: 'layer' } };
  const carried = readResultPreset(node);
  const source = await sourceOf(result);
  const told =
    source === null && result.sourceId !== null
      ? sentence`The layer that this result was made of is gone; the result itself is restyled.`
      : null;
  return {
    ...NOTHING,
    command,
    layers: [source ?? itself],
    recipe: result.recipe,
    carried,
    sentence: told,
  };
}
