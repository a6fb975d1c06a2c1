import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';

/** The gallery of the panel's states as files of a folder, by name. */
export type StatesPage = Readonly<Record<'states.html' | 'states.js' | 'states.css', string>>;

const DICTIONARIES = new URL('../../core/data/l10n/', import.meta.url);

/** The languages that the panel has words in beside English, BCP 47. */
export const LANGUAGES = readdirSync(DICTIONARIES).map((file) => file.replace(/\.json$/, ''));

/** Builds the gallery: one script, one style sheet, and its page. */
export async function buildStatesPage(): Promise<StatesPage> {
  const playground = new URL('../playground/', import.meta.url);
  const { script, style } = await bundlePage(new URL('states.tsx', playground), {
    define: { DICTIONARIES: await dictionaries() },
  });
  return {
    'states.html': await readFile(new URL('states.html', playground), 'utf8'),
    'states.js': script,
    'states.css': style,
  };
}

/** Every dictionary by its language, as JSON. */
async function dictionaries(): Promise<string> {
  const texts = await Promise.all(
    LANGUAGES.map((tag) => readFile(new URL(`${tag}.json`, DICTIONARIES), 'utf8')),
  );
  return `{${LANGUAGES.map((tag, index) => `${JSON.stringify(tag)}:${texts[index]}`).join()}}`;
}
