import { readFileSync } from 'node:fs';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { picturePixels } from '../../panel/test/picture-pixels.js';
import { settled } from '../../panel/test/settled.js';
import { type BuiltPage, openBuiltPage } from './open-built-page.js';

const CONTENT = new URL('../../../samples/content.png', import.meta.url);

/** Small and long enough to be steered while it paints; WebGL, although it is drawn in software. */
const SETTINGS = {
  format: 1,
  backend: 'webgl',
  network: 'vgg19-lite',
  parameters: { size: 48, iterations: 80 },
};

describe('a person’s way through the built page, on WebGL', () => {
  const chromePath = chromiumPath();
  let built: BuiltPage;
  const page = () => built?.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });

  beforeAll(async () => {
    if (!chromePath) return;
    built = await openBuiltPage(chromePath, SETTINGS);
    await page().setViewportSize({ width: 1100, height: 900 });
  });
  afterAll(() => built?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('says what to do first, and Stylize waits for it', async () => {
    await page().getByText('Choose a picture to paint').waitFor();
    expect(await button('Stylize').getAttribute('aria-disabled')).toBe('true');
  });

  it('opens a picture and shows ten styles to choose from', async () => {
    const chooser = page().waitForEvent('filechooser');
    await button('Open picture…').click();
    await (await chooser).setFiles({
      name: 'harbour.png',
      mimeType: 'image/png',
      buffer: readFileSync(CONTENT),
    });
    await page().locator('canvas').first().waitFor();
    const styles = page().getByRole('listbox', { name: 'Styles' }).getByRole('option');
    await expect.poll(() => styles.count()).toBe(10);
    await page()
      .getByRole('option', { name: /Oil whirls/ })
      .click();
    await expect.poll(() => button('Stylize').getAttribute('aria-disabled')).not.toBe('true');
  });

  it('paints with a live preview, takes a new strength, pauses and goes on', async () => {
    const before = await picturePixels(page());
    expect(new Set(before).size).toBeGreaterThan(8);
    await button('Stylize').click();
    const bar = page().getByRole('progressbar');
    await bar.waitFor();
    await page().getByRole('slider', { name: 'Strength' }).fill('80');
    // It can be pressed once the first step is done; compiling the shaders in software takes long.
    await button('Pause').click({ timeout: patience(300_000) });
    await button('Resume').waitFor();
    await page().getByText('Paused').first().waitFor();
    await settled(bar);
    // The last step's preview may still be on its way.
    await expect
      .poll(() => picturePixels(page()), { timeout: patience(60_000) })
      .not.toEqual(before);
    const paused = Number(await bar.getAttribute('aria-valuenow'));
    await button('Resume').click();
    await expect
      .poll(async () => Number(await bar.getAttribute('aria-valuenow')), {
        timeout: patience(60_000),
      })
      .toBeGreaterThan(paused);
  });

  it('ends with a picture that can be compared, saved and told about', async () => {
    await button(/Download PNG/).waitFor({ timeout: patience(300_000) });
    await button('Compare before and after').click();
    const divider = page().getByRole('slider', { name: 'Divider between before and after' });
    const value = await divider.getAttribute('aria-valuenow');
    await divider.press('ArrowLeft');
    expect(Number(await divider.getAttribute('aria-valuenow'))).toBeLessThan(Number(value));

    const download = page().waitForEvent('download');
    await button(/Download PNG/).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('harbour.oil-whirls.png');
    const png = readFileSync(await saved.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([48, 36]);
    await page().getByText('harbour.oil-whirls.png is in your downloads.').first().waitFor();
  });

  it('asked nobody but its own server, and threw nothing', () => {
    expect(built?.strangers).toEqual([]);
    expect(built?.errors).toEqual([]);
  });
});
