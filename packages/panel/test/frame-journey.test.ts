import { readFileSync } from 'node:fs';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {} from './frame-host-page.js';
import type {} from './frame-panel-page.js';
import { bundleScript } from './open-engine-page.js';
import { panelFiles } from './panel-files.js';
import { picturePixels } from './picture-pixels.js';
import { settled } from './settled.js';

/** No network, no eval, no WASM, no blob: the strictest that a plugin's frame can be. */
const POLICY =
  "default-src data:; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; img-src data:";

const ASSETS = [
  'engine.js',
  'vgg19-lite.safetensors',
  'tfjs-backend-wasm-simd.wasm',
  'styles/oil-whirls.webp',
  'styles/oil-whirls.thumbnail.webp',
  'styles/woodcut.webp',
];

const SETTINGS = {
  format: 1,
  backend: 'webgl',
  network: 'vgg19-lite',
  parameters: { size: 48, iterations: 80 },
};

const CAPABILITIES = {
  actions: [
    { id: 'beside', label: 'Place beside' },
    { id: 'fill', label: 'Replace fill' },
  ],
  picksContent: false,
  styleLabel: 'Use a layer…',
  contentNoun: 'a layer',
  keepsPresets: true,
};

describe('the whole panel in a sandboxed frame, its host beyond a channel', () => {
  const chromePath = chromiumPath();
  let browser: BrowserPage;
  let frame: Frame;
  const requests: string[] = [];
  const button = (name: string) => frame.getByRole('button', { name });
  const bar = () => frame.getByRole('progressbar');

  beforeAll(async () => {
    if (!chromePath) return;
    const [html, bundle] = await Promise.all([
      framePage(),
      bundleScript('frame-host-page.ts', 'esm'),
    ]);
    const content = readFileSync(new URL('../../../samples/content.png', import.meta.url));
    browser = await openPage({ chromePath, bundle, files: { 'content.png': content } });
    const { page } = browser;
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url());
    });
    await page.evaluate(([text, setting]) => openFrame(text, setting), [
      html,
      { settings: SETTINGS, capabilities: CAPABILITIES },
    ] as const);
    frame = page.frames().at(-1)!;
  });
  afterAll(() => browser?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('shows what the host has chosen, with the styles and actions that are there', async () => {
    await frame
      .locator('canvas')
      .first()
      .waitFor({ timeout: patience(60_000) });
    await frame.getByText('Harbour').first().waitFor();
    expect(await button('Stylize').getAttribute('aria-disabled')).toBe('true');
    await frame.getByRole('option', { name: 'Oil whirls' }).click();
    await button('Stylize')
      .and(frame.locator(':not([aria-disabled="true"])'))
      .waitFor({ timeout: patience(60_000) });
  });

  it('paints with a live preview, takes a new strength, pauses and goes on', async () => {
    const before = await picturePixels(frame);
    expect(new Set(before).size).toBeGreaterThan(8);
    await button('Stylize').click();
    await frame.getByRole('slider', { name: 'Strength' }).fill('80');
    // It can be pressed once the first step is done; compiling the shaders in software takes long.
    await button('Pause').click({ timeout: patience(300_000) });
    await button('Resume').waitFor();
    await settled(bar());
    // The last step's preview may still be on its way.
    await expect
      .poll(() => picturePixels(frame), { timeout: patience(60_000) })
      .not.toEqual(before);
    const paused = Number(await bar().getAttribute('aria-valuenow'));
    await button('Resume').click();
    await expect
      .poll(async () => Number(await bar().getAttribute('aria-valuenow')), {
        timeout: patience(60_000),
      })
      .toBeGreaterThan(paused);
  });

  it('ends with a painting that is compared by keyboard and handed to the host', async () => {
    await button('Place beside').waitFor({ timeout: patience(300_000) });
    await button('Compare before and after').press('Enter');
    const divider = frame.getByRole('slider', { name: 'Divider between before and after' });
    const value = Number(await divider.getAttribute('aria-valuenow'));
    await divider.press('ArrowLeft');
    expect(Number(await divider.getAttribute('aria-valuenow'))).toBeLessThan(value);

    await button('Place beside').click();
    await frame.getByText('Placed beside the layer.').waitFor();
    const [given] = await browser.page.evaluate(() =>
      fakeHost.results.map(({ result, action }) => {
        return { ...result, action, bytes: Array.from(result.bytes.slice(0, 24)) };
      }),
    );
    const { bytes, recipe, ...rest } = given!;
    expect(rest).toEqual({
      action: 'beside',
      width: 48,
      height: 36,
      suggestedName: 'harbour.oil-whirls',
      contentName: 'Harbour',
      contentId: null,
      preset: null,
      painted: null,
    });
    const png = Buffer.from(bytes);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([48, 36]);
    expect(JSON.parse(recipe)).toMatchObject({
      network: 'vgg19-lite',
      parameters: { size: 48, iterations: 80, strength: 0.8 },
    });
  });

  it('the host remembers the settings', async () => {
    const settings = () => browser.page.evaluate(() => fakeHost.settings);
    await expect.poll(settings).toMatchObject({ backend: 'webgl', parameters: { strength: 0.8 } });
  });

  it('asked nothing of anybody, and was refused nothing that it needs', async () => {
    // TensorFlow.js tries WASM as it is loaded, for long integers, and does without.
    expect(await frame.evaluate(() => violations)).toEqual(['script-src wasm-eval in the worker']);
    expect(await frame.evaluate(() => thrown)).toEqual([]);
    expect(await browser.page.evaluate(() => hostProblems)).toEqual([]);
    expect(requests.filter((url) => url !== `${browser.address}content.png`)).toEqual([]);
    expect(browser.errors).toEqual([]);
  });
});

/** The panel as one page that needs nothing else. */
async function framePage(): Promise<string> {
  const files = await panelFiles();
  const text = (name: string) => Buffer.from(files[name]!).toString();
  const script = (source: string) =>
    `<script>${source.replaceAll('</script', '<\\/script')}</script>`;
  const assets = ASSETS.filter((name) => files[name] !== undefined).map(
    (name) =>
      `<script type="text/plain" data-asset="${name}">${Buffer.from(files[name]!).toString('base64')}</script>`,
  );
  return `<!doctype html><html lang="en" class="figma-light"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>Pastiche</title><style>${text('panel.css')}</style></head><body><div id="panel"></div>${assets.join('')}${script(text('panel.js'))}${script(await bundleScript('frame-panel-page.ts', 'iife'))}</body></html>`;
}
