import { StyleTransferError } from '../errors.js';

/** What a field must be, in words for the refusal and as a check. */
export interface FieldRule<T> {
  /** Ends "… must be". */
  readonly expected: string;
  accepts(value: unknown): value is T;
}

/** A number from `least` to `most`, both included. */
export function numberFrom(least: number, most: number): FieldRule<number> {
  return {
    expected: `a number from ${least} to ${most}`,
    accepts: (value): value is number => isNumber(value) && value >= least && value <= most,
  };
}

/** A whole number from `least` to `most`, both included. */
export function wholeNumberFrom(least: number, most: number): FieldRule<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    accepts: (value): value is number =>
      isNumber(value) && Number.isInteger(value) && value >= least && value <= most,
  };
}

/** The weight of a loss or of a layer in it: finite and not negative. */
export const WEIGHT: FieldRule<number> = {
  expected: 'a number of at least 0',
  accepts: (value): value is number => isNumber(value) && value >= 0,
};

export const FLAG: FieldRule<boolean> = {
  expected: 'true or false',
  accepts: (value): value is boolean => typeof value === 'boolean',
};

/** One of some literal strings. */
export function oneOf<T extends string>(...choices: readonly T[]): FieldRule<T> {
  return {
    expected: `one of ${choices.join(', ')}`,
    accepts: (value): value is T => choices.some((choice) => choice === value),
  };
}

/** What `rule` accepts, and `null`. */
export function orNull<T>(rule: FieldRule<T>): FieldRule<T | null> {
  return {
    expected: `${rule.expected}, or null`,
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
export function refuseField(path: string, expected: string, value: unknown): never {
  throw new StyleTransferError(
    'invalid-parameter',
    `${path} must be ${expected}, but ${inWords(value)} came.`,
  );
}

/** A value in a few words for a message: long strings are cut, objects only named. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  }
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
