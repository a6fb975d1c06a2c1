import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { picturePixels } from '../../panel/test/picture-pixels.js';
import { type BuiltPage, openBuiltPage } from './open-built-page.js';

/** Small and soon done; WASM, since this browser draws WebGL in software. */
const SETTINGS = {
  format: 1,
  backend: 'auto',
  network: 'vgg19-lite',
  parameters: { size: 48, iterations: 30 },
};

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

describe('a visitor without a picture, on the built page', () => {
  const chromePath = chromiumPath();
  let built: BuiltPage;
  const page = () => built.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });
  const painted = () => button('Download PNG').waitFor({ timeout: patience(120_000) });

  beforeAll(async () => {
    if (!chromePath) return;
    built = await openBuiltPage(chromePath, SETTINGS);
    await page().setViewportSize({ width: 1100, height: 900 });
    await page().evaluate(AXE);
  });
  afterAll(() => built?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('finds nothing that axe would find fault with, light and dark', async () => {
    await button('A street as a woodcut').waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  it('is led to the licences of all that is bundled', async () => {
    const address = await page().getByRole('link', { name: 'Licences' }).getAttribute('href');
    const text = await page().evaluate(async (path) => (await fetch(path)).text(), address ?? '');
    expect(text).toMatch(/^preact \d.*\(MIT\)/m);
    expect(text).toMatch(/^@tensorflow\/tfjs-core \d.*\(Apache-2\.0\)/m);
    expect(text).toContain('END OF TERMS AND CONDITIONS');
  });

  it('sees a sample painted in its style after one press', async () => {
    await button('A street as a woodcut').click();
    await painted();
    const option = page().getByRole('option', { name: 'Woodcut', exact: true });
    expect(await option.getAttribute('aria-selected')).toBe('true');
    const painting = await picturePixels(page());
    await button('Hold to see the original').hover();
    await page().mouse.down();
    await expect.poll(() => picturePixels(page())).not.toEqual(painting);
    await page().mouse.up();
    expect(await axeFindings()).toEqual([]);
  });

  it('comes back without a network, and has another one painted', async () => {
    await page().evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page().context().setOffline(true);
    await page().reload({ waitUntil: 'load' });
    await button('A cat in watercolour').click();
    await painted();
  });

  it('asked nobody but the page’s own server, and broke no policy', () => {
    expect(built.strangers).toEqual([]);
    expect(built.errors).toEqual([]);
  });

  it('has the worker bound by the page’s policy, too', async () => {
    const [worker] = page().workers();
    const refused = await worker!.evaluate(async () => {
      const refusal = new Promise((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      });
      await fetch('https://example.org/').catch(() => {});
      return refusal;
    });
    expect(refused).toBe('connect-src');
  });

  async function axeFindings(): Promise<string[]> {
    const found: string[] = [];
    for (const theme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const { violations } = await page().evaluate(() =>
        (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document),
      );
      found.push(
        ...violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${theme}: ${id} ${target.join(' ')}`),
        ),
      );
    }
    return found;
  }
});
