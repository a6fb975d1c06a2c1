import { isStyleTransferError } from '../errors.js';
import { encodeBase64 } from './base64.js';
import { checkField } from './field-rule.js';
import { parseParameters } from './parse-parameters.js';
import { PRESET_LIMITS, type Preset } from './preset.js';
import { presetFields, refusePreset } from './preset-fields.js';
import { PRESET_NAME, parsePresetStyles } from './preset-style.js';
import { DEFAULT_PARAMETERS, type GivenParameters, type Parameters } from './schema.js';

const KIND = 'preset';
/** The form that is written; larger numbers are refused, because their meaning is not known here. */
const VERSION = 1;
const FIELDS = ['pastiche', 'version', 'name', 'parameters', 'styles'] as const;

/**
 * Writes a preset as the text of a file: JSON with the pictures in Base64, always in the same order
 * of fields, so that equal presets are equal texts.
 *
 * @throws StyleTransferError `invalid-preset` where {@link parsePreset} would refuse the text
 */
export function encodePreset(preset: Preset): string {
  const document = {
    pastiche: KIND,
    version: VERSION,
    name: preset.name,
    parameters: withSentence(() => parseGiven(preset.parameters)),
    styles: preset.styles.map(({ name, weight, picture: { mediaType, bytes } }) => ({
      name,
      weight,
      picture: { mediaType, base64: encodeBase64(bytes) },
    })),
  };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  // Reading is the one place that knows what a preset may hold.
  parsePreset(text);
  return text;
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
  if (text.length > PRESET_LIMITS.textCharacters) {
    refusePreset(
      `A preset may have at most ${PRESET_LIMITS.textCharacters / 1e6} MB, but this text has ${(text.length / 1e6).toFixed(1)} MB; remove or reduce some of its styles.`,
    );
  }
  const document = parseJson(text);
  checkVersion(document);
  return withSentence(() => {
    const { name, parameters, styles } = presetFields(document, '', FIELDS);
    return {
      name: checkField(PRESET_NAME, name, 'name'),
      parameters: parseGiven(parameters),
      styles: parsePresetStyles(styles),
    };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refusePreset(
      'A preset must be JSON, but this text is not; it may have been cut off.',
      cause,
    );
  }
}

function checkVersion(document: unknown): void {
  const { pastiche, version } = (document ?? {}) as { pastiche?: unknown; version?: unknown };
  if (pastiche !== KIND || !Number.isInteger(version) || (version as number) < 1) {
    refusePreset('This text is not a Pastiche preset; choose a file that was saved as one.');
  }
  if (version !== VERSION) {
    refusePreset(
      `This preset was made by a newer Pastiche (version ${version}, this one reads ${VERSION}); update Pastiche.`,
    );
  }
}

/** The given parameters and no defaults: a default may be another one in a later version. */
function parseGiven(input: unknown): GivenParameters {
  if (input === undefined) refusePreset('A preset must have parameters, but this has none.');
  const parsed = parseParameters(input);
  const given = input as GivenParameters;
  const names = Object.keys(DEFAULT_PARAMETERS) as (keyof Parameters)[];
  const named = names.filter((name) => Object.hasOwn(given, name) && given[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, parsed[name]]));
}

/** Field checks speak of parameters; here they speak of a preset, in the same words. */
function withSentence<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!isStyleTransferError(error) || error.code === 'invalid-preset') throw error;
    return refusePreset(`The preset cannot be read: ${error.message}`, error);
  }
}
