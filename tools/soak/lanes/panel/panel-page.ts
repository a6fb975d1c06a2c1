import { join } from 'node:path';
import { openPage } from '@pastiche/test-fixtures/browser-page';
import type { Browser, Page } from 'playwright-core';
import { PATIENCE_MS } from '../../runs/lane.js';
import type { Places } from '../../runs/places.js';
import { openPageMemory, type PageMemory } from '../pages/page-memory.js';
import { ENGINE_PRELUDE, PAGE_PRELUDE } from '../pages/preludes.js';

/** The panel in a page of its own. */
export interface PanelPage {
  readonly page: Page;
  readonly memory: PageMemory;
  /** What the page threw and nobody caught since it was asked last. */
  uncaught(): string[];
  close(): Promise<void>;
}

/** What a service worker keeps is not what is served here: the engine has a prelude. */
const NOT_OFFLINE = `Object.defineProperty(navigator, 'serviceWorker', { value: undefined });`;

/** WebGL is drawn in software here, which takes long. */
const ITERATIONS = { wasm: 12, webgl: 3 };

/** Opens the built panel, with a picture and a style. */
export async function openPanelPage(
  chromePath: string,
  browser: Browser,
  files: Readonly<Record<string, Uint8Array>>,
  places: Places,
  backend: keyof typeof ITERATIONS,
): Promise<PanelPage> {
  const engine = ENGINE_PRELUDE + Buffer.from(files['engine.js'] ?? '').toString();
  const opened = await openPage({
    ...{ chromePath, browser, bundle: '' },
    document: Buffer.from(files['index.html'] ?? '').toString(),
    files: { ...files, 'engine.js': engine },
  });
  const { page, errors } = opened;
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewportSize({ width: 1100, height: 900 });
  await page.addInitScript(PAGE_PRELUDE + NOT_OFFLINE);
  const parameters = { size: 24, iterations: ITERATIONS[backend] };
  const settings = { format: 1, backend, network: 'vgg19-lite', parameters };
  await page.evaluate(
    (kept) => localStorage.setItem('pastiche.settings', kept),
    JSON.stringify(settings),
  );
  const memory = await openPageMemory(page);
  await page.reload({ waitUntil: 'load' });
  await choosePicture(page, join(places.originals, 'photo.png'));
  await page.getByRole('option', { name: /Oil whirls/ }).click();
  await page.locator('button:not([aria-disabled="true"])', { hasText: /^Stylize/ }).waitFor();
  let told = errors.length;
  return {
    page,
    memory,
    close: opened.close,
    uncaught: () => {
      const fresh = errors.slice(told);
      told = errors.length;
      return fresh;
    },
  };
}

/** As a person does, from a file on the disk. */
export async function choosePicture(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /^Open (another )?picture/ })
    .first()
    .click();
  await (await chooser).setFiles(path);
}
