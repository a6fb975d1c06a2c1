import { ENGLISH, type Words } from './words.js';

const KEY_OF = new Map(
  (Object.keys(ENGLISH) as (keyof Words)[])
    .filter((key) => key.startsWith('said'))
    .map((key) => [ENGLISH[key], key]),
);

/** A sentence of the model in the panel's language; one that is not among the words stays as it is. */
export function saidIn(words: Words, sentence: string): string {
  const key = KEY_OF.get(sentence);
  return key === undefined ? sentence : words[key];
}
