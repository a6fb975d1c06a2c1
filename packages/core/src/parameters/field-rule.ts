import { StyleTransferError } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';

/** A part of a JSON Schema (draft 7). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a field must be: in words for the refusal, as a check, and for editors. */
export interface FieldRule<T> {
  /** Ends "… must be". */
  readonly expected: Said;
  /** Says the same to editors; nothing that `accepts` takes is wrong by it. */
  readonly schema: JsonSchema;
  accepts(value: unknown): value is T;
}

/** A number from `least` to `most`, both included. */
export function numberFrom(least: number, most: number): FieldRule<number> {
  return {
    expected: sentence`a number from ${least} to ${most}`,
    schema: { type: 'number', minimum: least, maximum: most },
    accepts: (value): value is number => isNumber(value) && value >= least && value <= most,
  };
}

/** A whole number from `least` to `most`, both included. */
export function wholeNumberFrom(least: number, most: number): FieldRule<number> {
  return {
    expected: sentence`a whole number from ${least} to ${most}`,
    schema: { type: 'integer', minimum: least, maximum: most },
    accepts: (value): value is number =>
      isNumber(value) && Number.isInteger(value) && value >= least && value <= most,
  };
}

/** The weight of a loss or of a layer in it: finite and not negative. */
export const WEIGHT: FieldRule<number> = {
  expected: sentence`a number of at least 0`,
  schema: { type: 'number', minimum: 0 },
  accepts: (value): value is number => isNumber(value) && value >= 0,
};

export const FLAG: FieldRule<boolean> = {
  expected: sentence`true or false`,
  schema: { type: 'boolean' },
  accepts: (value): value is boolean => typeof value === 'boolean',
};

/** One of some literal strings. */
export function oneOf<T extends string>(...choices: readonly T[]): FieldRule<T> {
  return {
    expected: sentence`one of ${choices.join(', ')}`,
    schema: { enum: choices },
    accepts: (value): value is T => choices.some((choice) => choice === value),
  };
}

/** What would break a line, or show a text in another order than it is written in. */
const UNSEEN = '\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069';
const UNSEEN_CHARACTER = new RegExp(`[${UNSEEN}]`, 'u');

/** What leaves no ink: blanks, and marks such as a joiner or a filler, which names of nothing else would be. */
const WITHOUT_INK = /[\s\u2800\p{Default_Ignorable_Code_Point}]+/gu;

/** Text in one line for people: 1 to `most` characters, not all of them blank. */
export function lineUpTo(most: number): FieldRule<string> {
  return {
    expected: sentence`text of 1 to ${most} characters without control characters`,
    schema: { type: 'string', maxLength: most, pattern: `^(?=.*\\S)[^${UNSEEN}]*$` },
    accepts: (value): value is string =>
      typeof value === 'string' &&
      // A character has at most two units: nothing huge is taken apart to be counted.
      value.length <= 2 * most &&
      value.replace(WITHOUT_INK, '') !== '' &&
      [...value].length <= most &&
      !UNSEEN_CHARACTER.test(value),
  };
}

/** What `rule` accepts, and `null`. */
export function orNull<T>(rule: FieldRule<T>): FieldRule<T | null> {
  return {
    expected: sentence`${rule.expected}, or null`,
    schema: { anyOf: [rule.schema, { type: 'null' }] },
    accepts: (value): value is T | null => value === null || rule.accepts(value),
  };
}

/**
 * The value itself, if `rule` accepts it; −0 becomes 0, which JSON cannot tell apart.
 *
 * @param path where the value stood, such as `styleLayers.conv1_1`.
 * @throws StyleTransferError `invalid-parameter`: path, what was expected and what came.
 */
export function checkField<T>(rule: FieldRule<T>, value: unknown, path: string): T {
  if (!rule.accepts(value)) refuseField(path, rule.expected, value);
  return Object.is(value, -0) ? (0 as T) : value;
}

/** Refuses the value of a field in the one form that all such refusals have. */
export function refuseField(path: string, expected: Said, value: unknown): never {
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`${path} must be ${expected}, but ${valueInWords(value)} came.`,
  );
}

/** A value in a few words for a message: long strings are cut, objects only named. */
export function valueInWords(value: unknown): Said {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  }
  if (Array.isArray(value)) return sentence`an array`;
  if (typeof value === 'object' && value !== null) return sentence`an object`;
  return typeof value === 'function' ? sentence`a function` : String(value);
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
