import * as LIMITS from '../base/limits.js';
import { sentence } from '../base/sentence.js';
import { type FieldRule, lineUpTo, numberFrom, oneOf } from '../parameters/field-rule.js';

// The rules of a preset's fields: what parses them, and what the JSON Schema is made from.

const nameCharacters = LIMITS.PRESET_NAME_CHARACTERS;
const sourceCharacters = LIMITS.PRESET_SOURCE_CHARACTERS;
const line = lineUpTo(sourceCharacters);

/** The name of a preset or of one of its styles. */
export const PRESET_NAME = lineUpTo(nameCharacters);

/** Only ever shown as text, but people open addresses: none but those of the web. */
const OTHER_ADDRESS = '(?!https:)[A-Za-z][A-Za-z0-9+.-]*://';

export const PRESET_SOURCE: FieldRule<string> = {
  expected: sentence`${line.expected}, and an address only with https`,
  schema: { ...line.schema, not: { pattern: `^\\s*${OTHER_ADDRESS}` } },
  accepts: (value): value is string =>
    line.accepts(value) && !new RegExp(`^\\s*${OTHER_ADDRESS}`).test(value),
};

export const STYLE_WEIGHT = numberFrom(0, 1);
export const MEDIA_TYPE = oneOf('image/webp', 'image/jpeg', 'image/png');
export const STATISTICS_POOLING = oneOf('max', 'average');

/** The fields of a preset besides those of its form, in the order in which they are written. */
export const CREDITS = {
  author: PRESET_NAME,
  licence: PRESET_NAME,
  source: PRESET_SOURCE,
} as const;
