/**
 * A sentence for people that can be put into another language: the English pattern with places
 * `{0}`, `{1}` … and what stands in them. Plain data, so that it crosses any channel.
 */
export interface Sentence {
  readonly pattern: string;
  /** A `Sentence` is translated too; a string is a name, a number in words, or another's words. */
  readonly values: readonly (Said | number)[];
}

/** What is said to people: a sentence, or words that are as they are. */
export type Said = string | Sentence;

/**
 * Tags a template literal as a sentence for people. Words that are chosen or put together go in as
 * sentences of their own, never as strings: those stay English in every language.
 *
 * @example
 * sentence`The ${what} is ${width} px wide; give one of at least 1 px.`
 */
export function sentence(
  parts: TemplateStringsArray,
  ...values: readonly (Said | number)[]
): Sentence {
  const pattern = parts.reduce((pattern, part, index) => `${pattern}{${index - 1}}${part}`);
  return { pattern, values: values.map(plain) };
}

/** What is said, in English. */
export function inEnglish(said: Said): string {
  return inLanguage(said, {});
}

/**
 * What is said, in the language of a dictionary; a pattern that it lacks stays English.
 *
 * @param dictionary patterns by their English ones, with the same places in any order
 */
export function inLanguage(said: Said, dictionary: Readonly<Record<string, string>>): string {
  if (typeof said === 'string') return said;
  const { pattern, values } = said;
  // Patterns come over channels, and every object has a `constructor`.
  const own: unknown = dictionary[pattern];
  return (typeof own === 'string' ? own : pattern).replace(/\{(\d+)\}/g, (_, place: string) => {
    const value = values[Number(place)] ?? '';
    return typeof value === 'number' ? String(value) : inLanguage(value, dictionary);
  });
}

/** What an error says: its sentence where it has one, else its message. */
export function saidBy(error: unknown): Said {
  if (!(error instanceof Error)) return String(error);
  return 'said' in error ? (error.said as Said) : error.message;
}

/** Whatever came where a value was promised is written as a template literal would. */
function plain(value: Said | number): Said | number {
  const isSentence = typeof value === 'object' && value !== null && 'pattern' in value;
  return isSentence || Number.isFinite(value) ? value : String(value);
}
