import { describe, expect, it } from 'vitest';
import { languageFor } from './language-for.js';
import { ENGLISH } from './sentence.js';

const GERMAN = { Yes: 'Ja' };
const read = (name: string) => (name === 'de' ? GERMAN : null);

describe('languageFor', () => {
  it('takes the first that has a dictionary, with its country for the numbers', () => {
    expect(languageFor(['fr-FR', 'de-AT', 'de'], read)).toEqual({
      tag: 'de-AT',
      dictionary: GERMAN,
    });
  });

  it('takes English where a person prefers it, and where nothing else is known', () => {
    expect(languageFor(['en-US', 'de'], read)).toBe(ENGLISH);
    expect(languageFor(['fr'], read)).toBe(ENGLISH);
    expect(languageFor([], read)).toBe(ENGLISH);
  });
});
