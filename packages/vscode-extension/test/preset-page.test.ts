import { readFileSync } from 'node:fs';
import { ENGLISH, encodeStyleStatistics, type Language } from '@pastiche/core';
import { encodePreset, type Preset, type PresetStyle, parsePreset } from '@pastiche/core/presets';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { waitPatiently } from '@pastiche/test-fixtures/patience';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOST_THEMES } from '../../panel/playground/states-themes.js';
import { presetPageHtml } from '../src/extension/preset-editor/preset-page-html.js';
import { axeFindings } from './axe-findings.js';

interface Extension {
  readonly done: string[];
  open(document: string, language: Language): void;
  change(document: string): void;
}

interface Realm {
  readonly extension: Extension;
  readonly violations: string[];
}

const GERMAN: Language = {
  tag: 'de',
  dictionary: JSON.parse(
    readFileSync(new URL('../../core/data/l10n/de.json', import.meta.url), 'utf8'),
  ),
};

const chromePath = chromiumPath();
const SCRIPT = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

const waves: PresetStyle = {
  name: `Waves ${SCRIPT}`,
  weight: 0.75,
  picture: {
    mediaType: 'image/webp',
    bytes: readFileSync(new URL('../../core/data/styles/woodcut.thumbnail.webp', import.meta.url)),
  },
};
const oil: PresetStyle = {
  name: 'Oil',
  weight: 0.25,
  statistics: [{ network: 'tiny', pooling: 'max', bytes: tinyStatistics() }],
};
const preset: Preset = {
  name: `Harbour ${SCRIPT}`,
  author: 'Ada',
  licence: 'CC BY 4.0',
  source: 'https://example.org/harbour',
  parameters: { strength: 0.7, size: 1024, styleLayers: { conv1_1: 0.5, conv3_1: 1 } },
  styles: [waves, oil],
};

describe('the page of a preset’s file', () => {
  let browser: BrowserPage;
  const evaluate = <T, A>(work: (given: A) => T | Promise<T>, given: A) =>
    browser.page.evaluate(work as never, given) as Promise<T>;
  const done = () => evaluate(() => (globalThis as unknown as Realm).extension.done, null);
  const open = async (document: string, language = ENGLISH) => {
    await browser.page.goto(`${browser.address}preset.html`);
    await evaluate(
      ([text, spoken]) => (globalThis as unknown as Realm).extension.open(text, spoken),
      [document, language] as const,
    );
  };

  beforeAll(async () => {
    if (chromePath === undefined) return;
    const files = await pageFiles();
    browser = await openPage({ chromePath, bundle: '', files });
    waitPatiently(browser.page, 10_000);
    // Scripts that a test puts in are not held by the page's policy; its own are.
    const extension = new URL('preset-page-extension.ts', import.meta.url);
    await browser.page.addInitScript((await bundlePage(extension, { format: 'iife' })).script);
    await browser.page.addInitScript(() => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(`${event.violatedDirective} ${event.blockedURI}`),
      );
      Object.assign(window, { violations });
    });
  });
  afterAll(() => browser?.close());
  beforeEach(({ skip }) => skip(chromePath === undefined, NO_CHROMIUM));

  it('shows names as text, pictures from memory, and asks for nothing else', async () => {
    const asked: string[] = [];
    browser.page.on('request', (request) => asked.push(request.url()));
    await open(encodePreset(preset));
    const { page } = browser;
    await page.getByRole('heading', { name: 'Harbour' }).waitFor();

    expect(await page.locator('h1').textContent()).toBe(preset.name);
    expect(await page.locator('li .name').allTextContents()).toEqual([waves.name, 'Oil']);
    expect(await page.locator('li .quiet').allTextContents()).toEqual(['75 %', '25 %']);
    expect(await page.locator('dt').allTextContents()).toEqual([
      'Author',
      'Licence',
      'Source',
      'Strength',
      'Size',
      'Style layers',
    ]);
    expect(await page.locator('.statistics').count()).toBe(1);
    await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    expect(await page.locator('img, script').count()).toBe(2);
    expect(await page.title()).toBe('Pastiche');
    const violations = await evaluate(() => (globalThis as unknown as Realm).violations, null);
    expect(violations).toEqual([]);
    expect(
      asked.filter((url) => !url.startsWith('blob:')).map((url) => url.split('/').at(-1)),
    ).toEqual(['preset.html', 'preset-page.css', 'preset-page.js']);
    expect(browser.errors).toEqual([]);
  });

  it('follows the file, says what is wrong with it, and keeps the focus', async () => {
    await open(encodePreset(preset));
    const { page } = browser;
    await page.getByRole('button', { name: 'Open as Text' }).focus();
    await evaluate(
      (text) => (globalThis as unknown as Realm).extension.change(text),
      '{"pastiche"',
    );
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('must be JSON');
    expect(await page.locator(':focus').textContent()).toBe('Open as Text');

    const text = encodePreset({ ...preset, name: 'Quay' });
    await evaluate((given) => (globalThis as unknown as Realm).extension.change(given), text);
    await page.getByRole('heading', { name: 'Quay' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('speaks the editor’s language', async () => {
    await open(encodePreset(preset), GERMAN);
    const { page } = browser;
    await page.getByRole('button', { name: 'Als Text öffnen' }).waitFor();
    expect(await page.locator('dt').allTextContents()).toEqual([
      'Urheber',
      'Lizenz',
      'Quelle',
      'Stärke',
      'Größe',
      'Stilschichten',
    ]);
    expect(await axeFindings(page, HOST_THEMES.vscode.dark)).toEqual([]);
  });

  it('does what its buttons say', async () => {
    await open(encodePreset(preset));
    const { page } = browser;
    for (const [name, what] of [
      ['Apply to…', 'wish,reveal'],
      ['Save to My Presets', 'save,tell'],
      ['Copy Share String', 'copy,tell'],
      ['Open as Text', 'openText'],
    ]) {
      await page.getByRole('button', { name }).click();
      await expect.poll(async () => (await done()).join()).toMatch(new RegExp(`${what}$`));
    }
    expect(await done()).not.toContain('error');
  });

  it.each(Object.entries(HOST_THEMES.vscode))(
    'gives axe nothing to find in %s',
    async (_, theme) => {
      await open(encodePreset(preset));
      const { page } = browser;
      await page.getByRole('heading', { name: 'Harbour' }).waitFor();
      expect(await axeFindings(page, theme)).toEqual([]);
      // What is wrong with a file is told in the same page.
      await evaluate((text) => (globalThis as unknown as Realm).extension.change(text), '{');
      await page.getByRole('alert').waitFor();
      expect(await axeFindings(page, theme)).toEqual([]);
    },
  );
});

/** The page as it is built and the files it asks for. */
async function pageFiles(): Promise<Record<string, string>> {
  const { script, style } = await bundlePage(
    new URL('../src/webview/preset-page.ts', import.meta.url),
    { format: 'iife' },
  );
  const own = { base: './', cspSource: "'self'", nonce: 'test', language: 'en' };
  return {
    'preset.html': presetPageHtml(own),
    'preset-page.js': script,
    'preset-page.css': style,
  };
}

function tinyStatistics(): Uint8Array {
  const layer = { mean: Float32Array.of(1), covariance: Float32Array.of(1) };
  return encodeStyleStatistics({
    network: 'tiny',
    pooling: 'max',
    scales: [{ longSide: 128, layers: new Map([['conv1_1', layer]]) }],
  });
}

it('the preset of these tests is one', () => {
  expect(parsePreset(encodePreset(preset)).name).toBe(preset.name);
});
