import { ENGLISH, sayIn, sentence } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { languageTags, personLanguage } from './person-language.js';

describe('languageTags', () => {
  it.each<[NodeJS.ProcessEnv, string[]]>([
    [{ LANG: 'de_DE.UTF-8' }, ['de-DE']],
    [{ LANG: 'de' }, ['de']],
    [{ LANG: 'de_DE@euro' }, ['de-DE']],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'de_AT.UTF-8' }, ['de-AT']],
    [{ LANG: 'de_DE', LC_ALL: 'en_GB' }, ['en-GB']],
    [{ LANG: 'de_DE', LC_ALL: '' }, ['de-DE']],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'sv:de' }, ['sv', 'de', 'en-US']],
    // What gettext says of programs whose output others read.
    [{ LANG: 'de_DE', LC_ALL: 'C', LANGUAGE: 'de' }, []],
    [{ LC_ALL: 'C.UTF-8' }, []],
    [{ LC_ALL: 'POSIX' }, []],
    [{ LANG: '../../etc' }, []],
    [{ LANG: 'german' }, []],
  ])('of %o are %j', (environment, tags) => {
    expect(languageTags(environment)).toEqual(tags);
  });

  it.skipIf(process.platform === 'win32')('are none where nothing is set', () => {
    expect(languageTags({})).toEqual([]);
  });
});

describe('personLanguage', () => {
  it('has the dictionary of its language', () => {
    const language = personLanguage({ LANG: 'de_AT.UTF-8' });
    expect(language.tag).toBe('de-AT');
    expect(sayIn(language)(sentence`A preset`)).toBe('Eine Vorlage');
  });

  it.each(['C', 'en_US.UTF-8', 'tlh_XX'])('is English in %s', (LANG) => {
    expect(personLanguage({ LANG })).toBe(ENGLISH);
  });
});
