import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import type { Page } from 'playwright-core';
import { pageFiles } from './page-files.js';

export interface BuiltPage extends BrowserPage {
  /** What the page asked of any place but its own server. */
  readonly strangers: readonly string[];
}

/**
 * The page as it is built, in a browser.
 *
 * @param settings what an earlier visit left behind
 */
export async function openBuiltPage(chromePath: string, settings: object): Promise<BuiltPage> {
  const files = await pageFiles();
  const document = Buffer.from(files['index.html'] ?? '').toString();
  const browser = await openPage({ chromePath, bundle: '', document, files });
  const { page, address } = browser;
  const strangers: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) strangers.push(url);
  });
  await visitAgain(page, settings);
  return { ...browser, strangers };
}

async function visitAgain(page: Page, settings: object): Promise<void> {
  await page.evaluate(
    (kept) => localStorage.setItem('pastiche.settings', kept),
    JSON.stringify(settings),
  );
  await page.reload({ waitUntil: 'load' });
}
