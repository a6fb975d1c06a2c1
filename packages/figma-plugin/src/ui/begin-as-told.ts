import type { PanelModel } from '@pastiche/panel';
import { isStyleTransferError, parseRecipe, type Recipe } from '@pastiche/panel/core';
import { whenTrue } from './when-true.js';
import type { Opening } from './window-state.js';

/** How long presets, the picture and the engine are waited for, ms. */
const PATIENCE_MS = 60_000;

type Model = Pick<
  PanelModel,
  | 'shelf'
  | 'engine'
  | 'content'
  | 'obstacle'
  | 'chooseStyle'
  | 'setParameters'
  | 'setSettings'
  | 'stylise'
>;

/**
 * Does what the plugin was opened for: a quick action's preset and strength, or a result's recipe,
 * which "again" paints at once.
 *
 * @returns a sentence about what could not be done, or `null`
 */
export async function beginAsTold(model: Model, opening: Opening): Promise<string | null> {
  const { command, presetId, strength, recipe } = opening;
  if (presetId === null && strength === null && recipe === null) return null;
  // Reading what the host remembers would overwrite a look that is set before it.
  await whenTrue(() => model.engine.value.kind !== 'starting', PATIENCE_MS);
  const trouble =
    (recipe === null ? null : await restoreRecipe(model, recipe)) ??
    (presetId === null ? null : await choosePreset(model, presetId));
  if (strength !== null) model.setParameters({ strength });
  if (trouble !== null || command !== 'again') return trouble;
  const isReady = () => model.content.value.kind === 'ready' && model.obstacle.value === null;
  if (await whenTrue(isReady, PATIENCE_MS)) await model.stylise();
  return null;
}

async function choosePreset(model: Model, presetId: string): Promise<string | null> {
  const ids = [presetId, `built-in:${presetId}`, `preset:${presetId}`];
  const find = () => model.shelf.value.find(({ id }) => ids.includes(id));
  await whenTrue(() => find() !== undefined, PATIENCE_MS / 6);
  const item = find();
  if (item === undefined) {
    return `The style “${presetId}” is not on this shelf; choose another one below.`;
  }
  await model.chooseStyle(item.id);
  return null;
}

async function restoreRecipe(model: Model, text: string): Promise<string | null> {
  try {
    const recipe = parseRecipe(text);
    const missing = await chooseStyles(model, recipe.styleNames);
    // A style brings its own look; the recipe's counts.
    model.setParameters(recipe.parameters);
    model.setSettings({ network: networkOf(recipe) });
    return missing;
  } catch (error) {
    if (isStyleTransferError(error)) return error.message;
    throw error;
  }
}

async function chooseStyles(model: Model, names: readonly string[]): Promise<string | null> {
  const find = (name: string) => model.shelf.value.find((item) => item.name === name);
  await whenTrue(() => names.every((name) => find(name) !== undefined), PATIENCE_MS / 6);
  let first = true;
  for (const name of names) {
    const item = find(name);
    if (item === undefined) {
      return `The style “${name}” of this result is not on this shelf; add its picture, then stylise.`;
    }
    await model.chooseStyle(item.id, { add: !first });
    first = false;
  }
  return null;
}

/** Both networks one after the other is what "automatic" does where VGG19 is here. */
function networkOf({ network }: Recipe): 'vgg19-lite' | 'vgg19' | 'auto' {
  return network === 'vgg19-lite' || network === 'vgg19' ? network : 'auto';
}
