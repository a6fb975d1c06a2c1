import { type Dictionary, ENGLISH, type Language } from './sentence.js';

/**
 * The first of the languages that a person reads which has a dictionary, English among them: it needs
 * none. Where none has one it is English.
 *
 * @param tags BCP 47, the best known first, such as `navigator.languages`
 * @param read the dictionary of a language such as `de`; `null`: there is none
 * @example
 * languageFor(['fr', 'de-AT', 'en'], (name) => (name === 'de' ? GERMAN : null)).tag; // 'de-AT'
 */
export function languageFor(
  tags: readonly string[],
  read: (name: string) => Dictionary | null,
): Language {
  for (const tag of tags) {
    const [name = ''] = tag.toLowerCase().split('-');
    if (name === 'en') return ENGLISH;
    const dictionary = read(name);
    if (dictionary !== null) return { tag, dictionary };
  }
  return ENGLISH;
}
