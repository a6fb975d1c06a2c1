import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import type { Page } from 'playwright-core';
import { HOST_THEMES } from '../playground/states-themes.js';
import { buildStatesPage } from './states-page.js';

/** One picture of the gallery. */
export interface Scene {
  readonly state: string;
  readonly dress: string;
  readonly theme: string;
  /** The language, BCP 47; English when left out. */
  readonly words?: string;
}

/** Every theme of every dress. */
export const THEMES: readonly Omit<Scene, 'state'>[] = Object.entries(HOST_THEMES).flatMap(
  ([dress, themes]) => Object.keys(themes).map((theme) => ({ dress, theme })),
);

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
};

/** The gallery in a browser, under its own content security policy, with `axe` at hand. */
export async function openGallery(chromePath: string): Promise<BrowserPage> {
  const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  const files: Readonly<Record<string, string>> = {
    ...(await buildStatesPage()),
    'states.axe.js': axe,
  };
  const browser = await openPage({ chromePath, bundle: '' });
  const { page, address } = browser;
  await page.route('**/states.*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const contentType = MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
    return route.fulfill({ contentType, body: files[name] ?? '' });
  });
  await page.goto(`${address}states.html`);
  await page.addScriptTag({ url: `${address}states.axe.js` });
  return browser;
}

/** Shows one state and waits until it is there. Nothing moves, unless it is asked for. */
export async function show(
  page: Page,
  { state, dress, theme, words = '' }: Scene,
  reducedMotion: 'reduce' | 'no-preference' = 'reduce',
): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme.startsWith('dark') ? 'dark' : 'light',
    reducedMotion,
    forcedColors: 'none',
  });
  const hash = `#state=${state}&dress=${dress}&theme=${theme}&words=${words}`;
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await page.waitForFunction((wanted) => document.documentElement.dataset.ready === wanted, hash);
}
