import { inEnglish, inLanguage, type Said } from '@pastiche/core';
import type { StyleTitle } from './model.js';

/** Puts what is said into the person's language. */
export type Say = (said: Said) => string;

/** Sentences of another language, by their English patterns, with the same places `{0}`, `{1}` … */
export type Dictionary = Readonly<Record<string, string>>;

/** Speaks the language of a dictionary, and English without one. */
export function sayIn(dictionary: Dictionary | undefined): Say {
  return dictionary === undefined ? inEnglish : (said) => inLanguage(said, dictionary);
}

/**
 * A style's name as it is shown: those of the built-in styles are words, all others are names, also
 * where they are the same. Recipes and files keep the English one, by which a style is found again.
 */
export function styleName({ name, kind }: StyleTitle, say: Say): string {
  return kind === 'built-in' ? say({ pattern: name, values: [] }) : name;
}
