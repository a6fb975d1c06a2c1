import { PLUGIN_DATA_NAMESPACE } from '@pastiche/panel/plugin-data';
import { MainError } from './main-error.js';

const KEY = 'result';
const VERSION = 1;
/** Figma takes 100 kB with the key and the namespace. */
const MOST_BYTES = 99_000;

/** What a result remembers, so that it can be edited and painted again. */
export interface ResultRecipe {
  /** The panel's recipe, as it came. */
  readonly recipe: string;
  /** Of the layer that was restyled. */
  readonly sourceId: string | null;
  /** The source's image before its fill was replaced. */
  readonly imageHash: string | null;
}

/**
 * Writes a result's recipe to its node, with the buttons that use it. One that is too long is left
 * out: no result should be lost for the sake of it.
 */
export function writeResultRecipe(node: SceneNode, result: ResultRecipe, preset: string): void {
  const text = JSON.stringify({ version: VERSION, ...result });
  // The recipe is ASCII, so letters are bytes.
  if (text.length > MOST_BYTES) return;
  node.setSharedPluginData(PLUGIN_DATA_NAMESPACE, KEY, text);
  // Slides and Buzz have no relaunch buttons.
  if (figma.editorType === 'figma') {
    node.setRelaunchData({ edit: `Painted as ${preset}`, again: '' });
  }
}

/**
 * The recipe of a result; `null` where the node has none.
 *
 * @throws MainError `refused` where a newer Pastiche wrote it, or it is damaged
 */
export function readResultRecipe(node: BaseNode): ResultRecipe | null {
  const text = node.getSharedPluginData(PLUGIN_DATA_NAMESPACE, KEY);
  if (text === '') return null;
  const { version, recipe, sourceId, imageHash } = parsed(text);
  if (typeof version === 'number' && version > VERSION) {
    throw new MainError(
      'refused',
      `This result was made by a newer Pastiche (version ${version}, this one reads ${VERSION}); update Pastiche.`,
    );
  }
  if (version !== VERSION || typeof recipe !== 'string') {
    throw new MainError(
      'refused',
      'What this result remembers of its making is damaged; choose its style anew.',
    );
  }
  return { recipe, sourceId: textOrNull(sourceId), imageHash: textOrNull(imageHash) };
}

/** The name of the preset or the styles in a recipe, for a layer's name. */
export function styleNameIn(recipe: string): string {
  const { preset, styleNames } = parsed(recipe);
  const name = (preset as { name?: unknown } | null | undefined)?.name;
  if (typeof name === 'string' && name !== '') return name;
  const names = Array.isArray(styleNames)
    ? styleNames.filter((each) => typeof each === 'string')
    : [];
  return names.length > 0 ? names.join(' + ') : 'Pastiche';
}

/** What the panel called the content in a recipe. */
export function sourceTitleIn(recipe: string): string | null {
  return textOrNull(parsed(recipe).source);
}

function parsed(text: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
