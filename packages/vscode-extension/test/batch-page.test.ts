import { ENGLISH } from '@pastiche/core';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { waitPatiently } from '@pastiche/test-fixtures/patience';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOST_THEMES } from '../../panel/playground/states-themes.js';
import { webviewPage } from '../src/extension/pages/webview-page.js';
import { axeFindings } from './axe-findings.js';

const CAPTION = 'Painting harbour.png (1 of 3)';

const chromePath = chromiumPath();

describe('the page of a batch', () => {
  let browser: BrowserPage;

  beforeAll(async () => {
    if (chromePath === undefined) return;
    browser = await openPage({ chromePath, bundle: '', files: await pageFiles() });
    waitPatiently(browser.page, 10_000);
    const extension = new URL('batch-page-extension.ts', import.meta.url);
    await browser.page.addInitScript((await bundlePage(extension, { format: 'iife' })).script);
    await browser.page.goto(`${browser.address}batch.html`);
    await browser.page.evaluate(`caption(${JSON.stringify(CAPTION)})`);
  });
  afterAll(() => browser?.close());
  beforeEach(({ skip }) => skip(chromePath === undefined, NO_CHROMIUM));

  it('says what it paints, so that it is read out, and how far it is', async () => {
    const { page } = browser;
    expect(await page.getByRole('heading').textContent()).toBe('Pastiche: Ink wash');
    await expect.poll(() => page.getByRole('status').textContent()).toBe(CAPTION);
    expect(await page.getByRole('progressbar').getAttribute('aria-label')).toBe('Pastiche');
    expect(browser.errors).toEqual([]);
  });

  it.each(Object.entries(HOST_THEMES.vscode))(
    'gives axe nothing to find in %s',
    async (_, theme) => {
      expect(await axeFindings(browser.page, theme)).toEqual([]);
    },
  );
});

/** The page as it is built and the files it asks for. */
async function pageFiles(): Promise<Record<string, string>> {
  const { style, script } = await bundlePage(
    new URL('../src/webview/batch-page.ts', import.meta.url),
    { format: 'iife' },
  );
  const own = { base: './', cspSource: "'self'", nonce: 'test', language: ENGLISH };
  return {
    'batch.html': webviewPage({ ...own, page: 'batch-page', title: 'Pastiche: Ink wash' }),
    'batch-page.js': script,
    'batch-page.css': style,
  };
}
