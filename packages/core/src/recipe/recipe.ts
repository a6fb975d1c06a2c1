import { isStyleTransferError, StyleTransferError } from '../base/errors.js';
import { isOrdinal } from '../base/is-ordinal.js';
import * as LIMITS from '../base/limits.js';
import { type Said, saidBy, sentence } from '../base/sentence.js';
import { withFileNames } from '../parameters/field-names.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import type { Parameters } from '../parameters/schema.js';
import { areMasks, NO_MASKS, type RecipeMasks } from './recipe-masks.js';

/** The preset that a picture was painted with. */
export interface RecipePreset {
  readonly name: string;
  /** `presetFingerprint()` of it as it was then. */
  readonly fingerprint: string;
}

/** How a picture was painted: kept with it, so that it can be told and painted again. */
export interface Recipe {
  /** Version of Pastiche that painted it, such as `0.1.0`. */
  readonly pasticheVersion: string;
  /** Ids of the networks in the order in which they painted, such as `vgg19-lite+vgg19`. */
  readonly network: string;
  /** Names of the styles for people, such as file names without their folders; at most 32. */
  readonly styleNames: readonly string[];
  /** `null`: no preset, or several. */
  readonly preset: RecipePreset | null;
  /** What was painted, as its host names it: a path in the workspace, a node's id; `null` if it says nothing. */
  readonly source: string | null;
  /** The run was ended before its last iteration, and this is what was there. */
  readonly stoppedEarly: boolean;
  /** All of them, also the defaults, which may be others in a later version; the seed is one. */
  readonly parameters: Parameters;
  /** Left out: all of it was painted, and in one style or blend. */
  readonly masks?: RecipeMasks | undefined;
}

/** Larger numbers are refused, because their meaning is not known here. */
const VERSION = 1;
const LONGEST_RECIPE = LIMITS.RECIPE_CHARACTERS;
const MOST_STYLES = LIMITS.RECIPE_STYLES;
const LONGEST_NAME = LIMITS.RECIPE_NAME_CHARACTERS;
const LONGEST_SOURCE = LIMITS.RECIPE_SOURCE_CHARACTERS;
const FIELDS: readonly string[] = [
  'pastiche',
  'version',
  'pasticheVersion',
  'network',
  'styleNames',
  'preset',
  'source',
  'stoppedEarly',
  'parameters',
  'masks',
];

/**
 * Writes a recipe as one line of JSON, for the metadata of its picture: plain ASCII without `&`, `<`
 * and `>`, so that every kind of metadata holds it as it is. The same recipe is the same text. Texts
 * and lists that are too long for it are cut, and masks left out that have no room: no painting should be lost
 * for the sake of its recipe.
 */
export function encodeRecipe(recipe: Recipe): string {
  const { pasticheVersion, network, styleNames, preset, source, stoppedEarly, parameters, masks } =
    recipe;
  const text = JSON.stringify({
    pastiche: 'recipe',
    version: VERSION,
    pasticheVersion: cut(pasticheVersion, LONGEST_NAME),
    network: cut(network, LONGEST_NAME),
    styleNames: styleNames.slice(0, MOST_STYLES).map((name) => cut(name, LONGEST_NAME)),
    preset: preset && {
      name: cut(preset.name, LONGEST_NAME),
      fingerprint: cut(preset.fingerprint, LONGEST_NAME),
    },
    source: source && cut(source, LONGEST_SOURCE),
    stoppedEarly,
    parameters: withFileNames(parameters),
    masks,
  }).replace(
    /[\u007f-\uffff&<>]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (!masks || text.length <= LONGEST_RECIPE) return text;
  const { masks: _, ...rest } = recipe;
  return encodeRecipe(rest);
}

/**
 * Reads what {@link encodeRecipe} wrote.
 *
 * @throws StyleTransferError `invalid-recipe`: one sentence
 *
 * @example
 * const text = readPictureRecipe(bytes);
 * const recipe = text === null ? null : parseRecipe(text);
 */
export function parseRecipe(text: string): Recipe {
  if (text.length > LONGEST_RECIPE) {
    refuse(
      sentence`A recipe has at most ${LONGEST_RECIPE} characters, but this has ${text.length}.`,
    );
  }
  const recipe = parseObject(text);
  checkVersion(recipe);
  const unknown = Object.keys(recipe).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) {
    refuse(
      sentence`A recipe has no field ${JSON.stringify(unknown.slice(0, 40))}; update Pastiche.`,
    );
  }
  const {
    pasticheVersion,
    network,
    styleNames,
    preset = null,
    source = null,
    stoppedEarly,
  } = recipe;
  if (
    !isName(pasticheVersion) ||
    !isName(network) ||
    !(Array.isArray(styleNames) && styleNames.length <= MOST_STYLES && styleNames.every(isName)) ||
    !(source === null || isText(source, LONGEST_SOURCE)) ||
    typeof stoppedEarly !== 'boolean'
  ) {
    refuse(
      sentence`A recipe must give pasticheVersion, network, styleNames and source as text and stoppedEarly as true or false, but one is missing or of another kind; take it from the picture once more.`,
    );
  }
  const names = { pasticheVersion, network, styleNames, preset: presetOf(preset), source };
  return {
    ...names,
    stoppedEarly,
    parameters: parametersOf(recipe.parameters),
    ...(recipe.masks === undefined ? {} : { masks: masksOf(recipe.masks) }),
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (cause) {
    return refuse(
      sentence`A recipe must be JSON, but this text is not; it may have been cut off.`,
      cause,
    );
  }
}

function checkVersion({ pastiche, version }: Record<string, unknown>): void {
  if (pastiche !== 'recipe' || !isOrdinal(version)) {
    refuse(
      sentence`This text is not the recipe of a painting; take one from a picture Pastiche painted.`,
    );
  }
  if (version !== VERSION) {
    refuse(
      sentence`This recipe was written by a newer Pastiche (version ${version}, this one reads ${VERSION}); update Pastiche to read it.`,
    );
  }
}

function presetOf(value: unknown): RecipePreset | null {
  if (value === null) return null;
  const { name, fingerprint, ...rest } = value as Record<string, unknown>;
  if (!isName(name) || !isName(fingerprint) || Object.keys(rest).length > 0) {
    refuse(
      sentence`The preset of a recipe must have a name and a fingerprint and nothing else; take it from the picture once more.`,
    );
  }
  return { name, fingerprint };
}

function masksOf(value: unknown): RecipeMasks {
  return areMasks(value) ? value : refuse(NO_MASKS);
}

function parametersOf(value: unknown): Parameters {
  try {
    return parseParameters(value ?? null);
  } catch (error) {
    if (!isStyleTransferError(error)) throw error;
    return refuse(sentence`The recipe cannot be read: ${saidBy(error)}`, error);
  }
}

function cut(text: string, most: number): string {
  // Half of a character beyond the basic plane would be no character.
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function isName(value: unknown): value is string {
  return isText(value, LONGEST_NAME);
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

function refuse(message: Said, cause?: unknown): never {
  throw new StyleTransferError('invalid-recipe', message, { cause });
}
