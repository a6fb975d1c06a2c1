import { type Dictionary, type Language, languageFor } from '@pastiche/panel/core';

/** Put here by the build, by language. */
declare const DICTIONARIES: Readonly<Record<string, Dictionary>>;

/**
 * The first of the languages that a person reads which this page has words in; English needs none.
 *
 * @param tags BCP 47, as `navigator.languages`
 */
export function pageLanguage(tags: readonly string[]): Language {
  return languageFor(tags, (name) => DICTIONARIES[name] ?? null);
}
