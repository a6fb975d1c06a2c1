import { readFile } from 'node:fs/promises';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';

/** The gallery of the panel's states as files of a folder, by name. */
export type StatesPage = Readonly<Record<'states.html' | 'states.js' | 'states.css', string>>;

/** Builds the gallery: one script, one style sheet, and its page. */
export async function buildStatesPage(): Promise<StatesPage> {
  const playground = new URL('../playground/', import.meta.url);
  const { script, style } = await bundlePage(new URL('states.tsx', playground));
  return {
    'states.html': await readFile(new URL('states.html', playground), 'utf8'),
    'states.js': script,
    'states.css': style,
  };
}
