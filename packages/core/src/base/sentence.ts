/**
 * A sentence for people that can be put into another language: the English pattern with places
 * `{0}`, `{1}` … and what stands in them. Plain data, so that it crosses any channel.
 */
export interface Sentence {
  readonly pattern: string;
  /** A `Sentence` is translated too; a string is a name, or another's words; a number stays as code writes it. */
  readonly values: readonly (Said | Figure | number)[];
}

/** What is said to people: a sentence, or words that are as they are. */
export type Said = string | Sentence;

/** A number that each language writes with its own marks, as `0,5` in German. */
export interface Figure {
  readonly figure: number;
  readonly digits: Digits;
}

/** How many digits a figure has. */
export type Digits = Pick<
  Intl.NumberFormatOptions,
  | 'minimumFractionDigits'
  | 'maximumFractionDigits'
  | 'minimumSignificantDigits'
  | 'maximumSignificantDigits'
>;

/** Patterns of another language by the English ones, with the same places in any order. */
export type Dictionary = Readonly<Record<string, string>>;

/** A language that people read. */
export interface Language {
  /** BCP 47, by which figures are written. */
  readonly tag: string;
  /** A pattern that it lacks stays English. */
  readonly dictionary: Dictionary;
}

/** Puts what is said into a person's language. */
export type Say = (said: Said) => string;

/** The language that sentences are written in. */
export const ENGLISH: Language = { tag: 'en-GB', dictionary: {} };

/**
 * Tags a template literal as a sentence for people. Words that are chosen or put together go in as
 * sentences of their own, never as strings: those stay English in every language.
 *
 * @example
 * sentence`The ${what} is ${width} px wide; give one of at least 1 px.`
 */
export function sentence(
  parts: TemplateStringsArray,
  ...values: readonly (Said | Figure | number)[]
): Sentence {
  const pattern = parts.reduce((pattern, part, index) => `${pattern}{${index - 1}}${part}`);
  return { pattern, values: values.map(plain) };
}

/**
 * A number as people read it, in a sentence; without `digits` at most three follow the point.
 *
 * @example
 * sentence`${figure(0.5, { minimumFractionDigits: 1 })} MB` // "0.5 MB", in German "0,5 MB"
 */
export function figure(value: number, digits: Digits = {}): Figure {
  return { figure: value, digits };
}

/** What is said, in English. */
export const inEnglish: Say = sayIn(ENGLISH);

/** What names of strangers' files might steer a terminal with, break a line with, or turn it around with. */
const STEERING = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Speaks a language. In what stands in the places of a sentence, control characters become `�`.
 *
 *
 * @example
 * const say = sayIn(GERMAN);
 * say(sentence`A preset`); // 'Eine Vorlage'
 */
export function sayIn({ tag, dictionary }: Language): Say {
  const inPlace = (value: Said | Figure | number): string => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return value.replace(STEERING, '�');
    if (typeof value === 'object' && 'figure' in value) {
      return value.figure.toLocaleString(tag, value.digits);
    }
    return say(value);
  };
  const say: Say = (said) => {
    if (typeof said === 'string') return said;
    const { pattern, values } = said;
    // Patterns come over channels, and every object has a `constructor`.
    const own: unknown = dictionary[pattern];
    return (typeof own === 'string' ? own : pattern).replace(/\{(\d+)\}/g, (_, place: string) =>
      inPlace(values[Number(place)] ?? ''),
    );
  };
  return say;
}

/** What an error says: its sentence where it has one, else its message. */
export function saidBy(error: unknown): Said {
  if (!(error instanceof Error)) return String(error);
  return 'said' in error ? (error.said as Said) : error.message;
}

/** Whatever came where a value was promised is written as a template literal would. */
function plain(value: Said | Figure | number): Said | Figure | number {
  const isData =
    typeof value === 'object' && value !== null && ('pattern' in value || 'figure' in value);
  return isData || Number.isFinite(value) ? value : written(value);
}

/** JSON may give an object a `toString` that is no function. */
function written(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
