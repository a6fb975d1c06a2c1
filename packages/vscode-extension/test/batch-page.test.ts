import { fileURLToPath } from 'node:url';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOST_THEMES } from '../../panel/playground/states-themes.js';
import { webviewPage } from '../src/extension/panel/webview-page.js';
import { axeFindings } from './axe-findings.js';

const CAPTION = 'Painting harbour.png (1 of 3)';

const chromePath = chromiumPath();

describe('the page of a batch', () => {
  let browser: BrowserPage;

  beforeAll(async () => {
    if (chromePath === undefined) return;
    browser = await openPage({ chromePath, bundle: '', files: await pageFiles() });
    browser.page.setDefaultTimeout(10_000);
    const [, extension] = await bundled('batch-page-extension.ts', import.meta.url);
    await browser.page.addInitScript(extension);
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
  const [style, script] = await bundled('../src/webview/batch-page.ts', import.meta.url);
  const own = { base: './', cspSource: "'self'", nonce: 'test', language: 'en' };
  return {
    'batch.html': webviewPage({ ...own, page: 'batch-page', title: 'Pastiche: Ink wash' }),
    'batch-page.js': script,
    'batch-page.css': style,
  };
}

async function bundled(file: string, from: string): Promise<[style: string, script: string]> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, from))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    conditions: ['pastiche-source'],
    outdir: '/',
    write: false,
    logLevel: 'error',
  });
  const contents = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return [contents('.css'), contents('.js')];
}
