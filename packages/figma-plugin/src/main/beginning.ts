import { type QueuedLayer, queueOf } from './layer-queue.js';
import { MainError } from './main-error.js';
import { strengthFrom } from './quick-action.js';
import { readResultRecipe } from './result-recipe.js';

/** What the plugin was opened for. */
export interface Beginning {
  readonly command: 'open' | 'edit' | 'again' | 'preset';
  readonly layers: readonly QueuedLayer[];
  readonly presetId: string | null;
  /** 0..1 */
  readonly strength: number | null;
  readonly recipe: string | null;
  /** What the person should know, such as a layer that was left out. */
  readonly sentence: string | null;
}

/** Reads a command of the manifest, with the selection and a quick action's parameters. */
export async function beginningOf(
  command: string,
  parameters: ParameterValues | undefined,
): Promise<Beginning> {
  const selection = figma.currentPage.selection;
  if (command === 'edit' || command === 'again') {
    try {
      const result = await resultBeginning(command, selection[0]);
      if (result !== null) return result;
    } catch (error) {
      if (!(error instanceof MainError)) throw error;
      return { ...plain(selection, 'layer'), sentence: error.message };
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
  const nothing = { presetId: null, strength: null, recipe: null };
  return { command: 'open', layers, ...nothing, sentence: refusal };
}

/** A result's recipe and the layer that it was made of; the result itself where that is gone. */
async function resultBeginning(
  command: 'edit' | 'again',
  node: SceneNode | undefined,
): Promise<Beginning | null> {
  const result = node === undefined ? null : readResultRecipe(node);
  if (node === undefined || result === null) return null;
  const { recipe, sourceId, imageHash } = result;
  const source = sourceId === null ? null : await figma.getNodeByIdAsync(sourceId);
  const found = source === null || source.removed ? null : (source as SceneNode);
  const { id, name } = found ?? node;
  const take: QueuedLayer['take'] =
    imageHash === null ? { kind: 'layer' } : { kind: 'image', hash: imageHash };
  const sentence =
    found === null && sourceId !== null
      ? 'The layer that this result was made of is gone; the result itself is restyled.'
      : null;
  return {
    command,
    layers: [{ id, name, take }],
    presetId: null,
    strength: null,
    recipe,
    sentence,
  };
}
