import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { platform } from 'node:os';
import { type Dictionary, type Language, languageFor } from '@pastiche/core';

/**
 * The language that a person's environment asks for, as gettext reads it: the locale is the first of
 * `LC_ALL`, `LC_MESSAGES` and `LANG` that says anything, and unless that is `C` or `POSIX`, `LANGUAGE`
 * may name several languages to prefer. Windows, which has none of these, is asked itself.
 */
export function personLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  return languageFor(languageTags(environment), readDictionary);
}

/**
 * @returns BCP 47, the best known first
 * @example
 * languageTags({ LANG: 'de_AT.UTF-8', LANGUAGE: 'sv:de' }); // ['sv', 'de', 'de-AT']
 */
export function languageTags(environment: NodeJS.ProcessEnv): string[] {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || systemLocale();
  if (/^(C|POSIX)?(\.|$)/.test(locale)) return [];
  return [...(LANGUAGE ?? '').split(':'), locale].flatMap(tagOf);
}

function tagOf(locale: string): string[] {
  const [, language, country] = /^([a-z]{2,3})(?:[_-]([a-z]{2}))?(?![a-z])/i.exec(locale) ?? [];
  if (language === undefined) return [];
  return [country === undefined ? language : `${language}-${country}`];
}

function systemLocale(): string {
  return platform() === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : '';
}

function readDictionary(name: string): Dictionary | null {
  try {
    const file = createRequire(import.meta.url).resolve(`@pastiche/core/l10n/${name}.json`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Not spoken here; and no command should fail for want of words.
    return null;
  }
}
