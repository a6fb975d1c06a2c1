import { encodeBase64 } from '../base/base64.js';
import { isStyleTransferError } from '../base/errors.js';
import { isOrdinal } from '../base/is-ordinal.js';
import { LFS_POINTER, lfsPointerError } from '../base/lfs-pointer.js';
import * as LIMITS from '../base/limits.js';
import { saidBy, sentence } from '../base/sentence.js';
import { withFileNames, withTodaysNames } from '../parameters/field-names.js';
import { checkField, valueInWords } from '../parameters/field-rule.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import { DEFAULT_PARAMETERS, type GivenParameters, type Parameters } from '../parameters/schema.js';
import { fieldGivenTwice } from './field-given-twice.js';
import type { Preset, PresetStyle } from './preset.js';
import { presetFields, refusePreset } from './preset-fields.js';
import { CREDITS, PRESET_NAME } from './preset-rules.js';
import { parsePresetStyles } from './preset-style.js';

/** What a document says that it is. */
export const PRESET_KIND = 'preset';
/** The form that is written; larger numbers are refused, because their meaning is not known here. */
export const PRESET_VERSION = 1;
const CREDIT_NAMES = Object.keys(CREDITS) as (keyof typeof CREDITS)[];
const FIELDS = ['pastiche', 'version', 'name', ...CREDIT_NAMES, 'parameters', 'styles'] as const;

/**
 * Writes a preset as the text of a file: JSON with pictures and statistics in Base64, always in the
 * same order of fields, so that equal presets are equal texts.
 *
 * @throws StyleTransferError `invalid-preset` where {@link parsePreset} would refuse the text
 */
export function encodePreset(preset: Preset): string {
  const text = presetText(preset);
  // Reading is the one place that knows what a preset may hold.
  parsePreset(text);
  return text;
}

/** The text of a preset that is known to be one: without the check, which takes statistics apart. */
export function presetText(preset: Preset): string {
  const document = {
    pastiche: PRESET_KIND,
    version: PRESET_VERSION,
    name: preset.name,
    ...Object.fromEntries(CREDIT_NAMES.map((name) => [name, preset[name]])),
    parameters: withFileNames(withSentence(() => parseGiven(preset.parameters))),
    styles: preset.styles.map(writeStyle),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Reads what {@link encodePreset} wrote, from any source.
 *
 * @throws StyleTransferError `invalid-preset`: one sentence with the path of the first wrong field
 *
 * @example
 * const { name, parameters, styles } = parsePreset(await file.text());
 */
export function parsePreset(text: string): Preset {
  // Who decoded the file may have left its byte-order mark in.
  if (text.startsWith('\ufeff')) return parsePreset(text.slice(1));
  if (text.length > LIMITS.PRESET_TEXT_CHARACTERS) {
    refusePreset(
      sentence`A preset may have at most ${LIMITS.PRESET_TEXT_CHARACTERS / 1e6} MB, but this text has ${(text.length / 1e6).toFixed(1)} MB; remove or reduce some of its styles.`,
    );
  }
  const document = parseJson(text);
  checkVersion(document);
  const twice = fieldGivenTwice(text);
  if (twice !== null) {
    refusePreset(
      sentence`The preset has the field ${valueInWords(twice)} twice in one place; leave one of them out.`,
    );
  }
  return withSentence(() => {
    const fields = presetFields(document, '', FIELDS);
    const preset = {
      name: checkField(PRESET_NAME, fields.name, 'name'),
      ...parseCredits(fields),
      parameters: parseGiven(fields.parameters),
      styles: parsePresetStyles(fields.styles),
    };
    refuseUnpaintable(preset);
    return preset;
  });
}

function writeStyle({ name, weight, picture, statistics }: PresetStyle) {
  if (statistics === undefined) {
    const { mediaType, bytes } = picture;
    return { name, weight, picture: { mediaType, base64: encodeBase64(bytes) } };
  }
  const written = statistics.map(({ network, pooling, bytes }) => {
    return { network, pooling, base64: encodeBase64(bytes) };
  });
  return { name, weight, statistics: written };
}

function parseJson(text: string): unknown {
  if (text.startsWith(LFS_POINTER)) {
    throw lfsPointerError('invalid-preset', sentence`The preset`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refusePreset(
      sentence`A preset must be JSON, but this text is not; it may have been cut off.`,
      cause,
    );
  }
}

function checkVersion(document: unknown): void {
  const { pastiche, version } = (document ?? {}) as { pastiche?: unknown; version?: unknown };
  if (pastiche !== PRESET_KIND || !isOrdinal(version)) {
    refusePreset(
      sentence`This text is not a Pastiche preset; choose a file that was saved as one.`,
    );
  }
  if (version !== PRESET_VERSION) {
    refusePreset(
      sentence`This preset was made by a newer Pastiche (version ${version}, this one reads ${PRESET_VERSION}); update Pastiche.`,
    );
  }
}

function parseCredits(fields: { readonly [Name in keyof typeof CREDITS]?: unknown }) {
  const given = CREDIT_NAMES.filter((name) => fields[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => [name, checkField(CREDITS[name], fields[name], name)]),
  ) as Pick<Preset, keyof typeof CREDITS>;
}

/** The given parameters and no defaults: a default may be another one in a later version. */
function parseGiven(input: unknown): GivenParameters {
  if (input === undefined)
    refusePreset(sentence`A preset must have parameters, but this has none.`);
  const parsed = parseParameters(input);
  const given: GivenParameters = withTodaysNames(input as Record<string, unknown>);
  const names = Object.keys(DEFAULT_PARAMETERS) as (keyof Parameters)[];
  const named = names.filter((name) => Object.hasOwn(given, name) && given[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, parsed[name]]));
}

/** What needs a style's picture cannot be painted without it; better known now than at every run. */
function refuseUnpaintable({ parameters, styles }: Preset): void {
  if (styles.every(({ statistics }) => statistics === undefined)) return;
  const { keepColours = 'off', initialImage } = parameters;
  if (keepColours !== 'off') {
    refusePreset(
      sentence`A style without its picture cannot be tuned to other colours, but keepColours is "${keepColours}"; set it to "off", or give the picture.`,
    );
  }
  if (initialImage === 'style' && styles.every(({ picture }) => picture === undefined)) {
    refusePreset(
      sentence`A style without its picture cannot be what a painting starts from, but initialImage is "style"; start from "content" or "noise", or give the picture.`,
    );
  }
}

/** Field checks speak of parameters; here they speak of a preset, in the same words. */
function withSentence<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!isStyleTransferError(error) || error.code === 'invalid-preset') throw error;
    return refusePreset(sentence`The preset cannot be read: ${saidBy(error)}`, error);
  }
}
