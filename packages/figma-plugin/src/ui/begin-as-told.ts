import { drawAgain, type PanelModel } from '@pastiche/panel';
import {
  isStyleTransferError,
  parseRecipe,
  type Recipe,
  type Said,
  sentence,
} from '@pastiche/panel/core';
import type { Host } from '@pastiche/panel/host';
import { networkIn } from '@pastiche/panel/results';
import { whenTrue } from '@pastiche/panel/when-true';
import type { Opening } from '../window-contract.js';
import { type ShelvedPreset, shelvedNow } from './outdated-layers.js';
import { whenArrived } from './when-arrived.js';

/** How long the engine is waited for, ms; presets a sixth of it. */
const PATIENCE_MS = 60_000;

type Model = Pick<
  PanelModel,
  | 'shelf'
  | 'engine'
  | 'content'
  | 'styles'
  | 'masks'
  | 'restoreStyleParts'
  | 'obstacle'
  | 'chooseStyle'
  | 'lendPreset'
  | 'setParameters'
  | 'setSettings'
  | 'stylize'
>;

/** What stood in the way of a beginning, or what a person should know of it; a sentence. */
interface Trouble {
  readonly said: Said;
  /** Nothing is painted by itself then. */
  readonly stops: boolean;
}

/**
 * Does what the plugin was opened for: a quick action's preset and strength, or a result's recipe,
 * which "again" paints at once.
 *
 * @returns a sentence about what could not be done, or should be known, or `null`
 */
export async function beginAsTold(
  model: Model,
  opening: Opening,
  host: Pick<Host, 'listPresets'>,
): Promise<Said | null> {
  const { command, presetId, strength, recipe } = opening;
  if (presetId === null && strength === null && recipe === null) return null;
  // Reading what the host remembers would overwrite a look that is set before it.
  await whenTrue(() => model.engine.value.kind !== 'starting', PATIENCE_MS);
  const trouble =
    (recipe === null ? null : await restoreRecipe(model, recipe, opening.carried, host)) ??
    (presetId === null ? null : await choosePreset(model, presetId));
  if (strength !== null) model.setParameters({ strength });
  const said = trouble?.said ?? null;
  if (trouble?.stops || command !== 'again') return said;
  const missing = (await whenArrived(model)) ?? model.obstacle.peek();
  if (missing !== null) return missing;
  await model.stylize();
  return said;
}

async function choosePreset(model: Model, presetId: string): Promise<Trouble | null> {
  const ids = [presetId, `built-in:${presetId}`, `preset:${presetId}`];
  const find = () => model.shelf.value.find(({ id }) => ids.includes(id));
  await whenTrue(() => find() !== undefined, PATIENCE_MS / 6);
  const item = find();
  if (item === undefined) {
    return stop(sentence`The style “${presetId}” is not on this shelf; choose another one below.`);
  }
  await model.chooseStyle(item.id);
  return null;
}

async function restoreRecipe(
  model: Model,
  text: string,
  carried: Opening['carried'],
  host: Pick<Host, 'listPresets'>,
): Promise<Trouble | null> {
  try {
    const recipe = parseRecipe(text);
    const trouble = await restoreStyles(model, recipe, carried, host);
    // A style brings its own look; the recipe's counts.
    model.setParameters(recipe.parameters);
    model.setSettings({ network: networkIn(recipe) });
    return trouble ?? (await restoreMasks(model, recipe));
  } catch (error) {
    if (isStyleTransferError(error)) return stop(error.said);
    throw error;
  }
}

/** What was drawn over the layer, once its picture is there to draw over. */
async function restoreMasks(model: Model, recipe: Recipe): Promise<Trouble | null> {
  if (recipe.masks === undefined) return null;
  await whenTrue(() => ['ready', 'failed'].includes(model.content.value.kind), PATIENCE_MS);
  const missing = await drawAgain(model, recipe);
  return missing.length === 0
    ? null
    : stop(
        sentence`The part of this result for the style “${missing[0] as string}” is not drawn again, as that style is not in the blend; draw it anew, then stylize.`,
      );
}

/** The styles that came with the result; else those of their names on the shelf. */
async function restoreStyles(
  model: Model,
  recipe: Recipe,
  carried: Opening['carried'],
  host: Pick<Host, 'listPresets'>,
): Promise<Trouble | null> {
  const now = await presetOf(recipe, host);
  const hasChanged = now !== null && !now.isAsThen;
  if (carried.kind === 'kept' && (await model.lendPreset(carried.document))) {
    return hasChanged
      ? note(sentence`The preset “${now.name}” has changed; the style is that of this result.`)
      : null;
  }
  const missing = await chooseStyles(model, recipe.styleNames, now === null ? [] : [now.id]);
  if (missing !== null) return stop(missingStyle(missing, carried));
  return hasChanged
    ? stop(
        sentence`The preset “${now.name}” has changed since this result; it is chosen as it is now.`,
      )
    : null;
}

/** What the recipe's preset is now. */
async function presetOf(
  { preset }: Recipe,
  host: Pick<Host, 'listPresets'>,
): Promise<ShelvedPreset | null> {
  if (preset === null) return null;
  const listed = await host.listPresets().catch(() => []);
  return shelvedNow(preset, listed);
}

/**
 * @param ids of styles that are better known than by their names
 * @returns the name that is not there, or `null`
 */
async function chooseStyles(
  model: Model,
  names: readonly string[],
  ids: readonly string[],
): Promise<string | null> {
  const find = (name: string, index: number) =>
    model.shelf.value.find(({ id }) => id === ids[index]) ??
    model.shelf.value.find((item) => item.name === name);
  const areThere = () => names.every((name, index) => find(name, index) !== undefined);
  await whenTrue(areThere, PATIENCE_MS / 6);
  for (const [index, name] of names.entries()) {
    const item = find(name, index);
    if (item === undefined) return name;
    await model.chooseStyle(item.id, { add: index > 0 });
  }
  return null;
}

function missingStyle(name: string, { kind }: Opening['carried']): Said {
  if (kind === 'too-large') {
    return sentence`The style “${name}” was too large to be kept with this result; add it, then stylize.`;
  }
  if (kind === 'damaged') {
    return sentence`The style “${name}” that this result kept is damaged; add it anew, then stylize.`;
  }
  return sentence`The style “${name}” of this result is not on this shelf; add its picture, then stylize.`;
}

function stop(said: Said): Trouble {
  return { said, stops: true };
}

function note(said: Said): Trouble {
  return { said, stops: false };
}
