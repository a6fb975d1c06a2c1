import { readFileSync } from 'node:fs';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { givePicture } from './give-picture.js';
import { type BuiltPage, openBuiltPage } from './open-built-page.js';

/** Automatic: WASM, since this browser draws WebGL in software. Long enough to be stopped. */
const SETTINGS = {
  format: 1,
  backend: 'auto',
  network: 'vgg19-lite',
  frames: true,
  parameters: { size: 64, iterations: 400 },
};

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url));

describe('another way through the built page, on WASM', () => {
  const chromePath = chromiumPath();
  let built: BuiltPage;
  const page = () => built?.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });
  const style = (name: string) => page().getByRole('option', { name, exact: true });
  const strength = () => page().getByRole('slider', { name: 'Strength' }).inputValue();

  beforeAll(async () => {
    if (!chromePath) return;
    built = await openBuiltPage(chromePath, SETTINGS);
    await page().setViewportSize({ width: 1100, height: 900 });
  });
  afterAll(() => built?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('takes a pasted picture as what is painted, and a dropped one as a style', async () => {
    await page()
      .getByText('Working on the processor')
      .waitFor({ timeout: patience(60_000) });
    await givePicture(page(), 'paste', 'body', 'harbour.png', sample('content.png'));
    await page().locator('canvas').first().waitFor();
    await givePicture(page(), 'drop', '.p-shelf', 'street.png', sample('street.png'));
    await expect.poll(() => style('street').getAttribute('aria-selected')).toBe('true');
    // Its picture on the shelf is made by the engine.
    await style('street').locator('img').waitFor();

    // With a content, what is pasted is a style, too.
    await givePicture(page(), 'paste', 'body', 'dunes.png', sample('street.png'));
    await expect.poll(() => style('dunes').getAttribute('aria-selected')).toBe('true');
    expect(await style('street').getAttribute('aria-selected')).toBe('false');
  });

  it('paints variations, of which one is continued at full size, and stopped and kept', async () => {
    await style('Oil whirls').click();
    await button('Variations').click();
    const first = button(/^Strength 40 %/);
    await first
      .and(page().locator(':not(:has(.p-variation-hint))'))
      .waitFor({ timeout: patience(120_000) });
    await button('Cancel').click();
    await first.click();
    await button('Stop and keep').click({ timeout: patience(120_000) });
    await page().getByText('Stopped early; the painting so far was kept.').first().waitFor();
    expect(await strength()).toBe('40');
  });

  it('saves the timelapse of it', async () => {
    await button('More').click();
    const download = page().waitForEvent('download', { timeout: patience(120_000) });
    await page().getByRole('menuitem', { name: 'Save timelapse…' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('harbour.oil-whirls-timelapse.gif');
    const gif = readFileSync(await saved.path());
    expect(gif.subarray(0, 6).toString()).toBe('GIF89a');
    expect([gif.readUInt16LE(6), gif.readUInt16LE(8)]).toEqual([64, 48]);
  });

  it('paints it larger, from what is there', async () => {
    await button('Paint it larger').click();
    await page().getByRole('menuitem', { name: '256 × 192 px' }).click();
    await button('Stop and keep').click({ timeout: patience(120_000) });
    await page().getByText('Stopped early; the painting so far was kept.').first().waitFor();
    const download = page().waitForEvent('download', { timeout: patience(60_000) });
    await button('Download PNG').click();
    const png = readFileSync(await (await download).path());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 192]);
  });

  it('keeps a preset, which is on the shelf when the page is opened again', async () => {
    await button('Save as preset…').click();
    await page().getByLabel('Name of the preset').fill('Evening whirls');
    await page()
      .locator('.p-preset-form button', { hasText: /^Save$/ })
      .click();
    await page().getByText('The preset Evening whirls is on the shelf.').waitFor();

    await page().reload({ waitUntil: 'load' });
    await style('Woodcut').click();
    await expect.poll(strength).toBe('60');
    await style('Evening whirls').click();
    await expect.poll(strength).toBe('40');
    await givePicture(page(), 'paste', 'body', 'harbour.png', sample('content.png'));
    await expect
      .poll(() => button('Stylize').getAttribute('aria-disabled'), { timeout: patience(60_000) })
      .not.toBe('true');
  });

  it('hands the preset out as a file, and takes it back from there', async () => {
    const download = page().waitForEvent('download');
    await button('Save preset Evening whirls as a file').click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('evening-whirls.pastiche.json');
    await button('Delete preset Evening whirls').click();
    await page().getByRole('button', { name: 'Delete', exact: true }).click();
    await style('Evening whirls').waitFor({ state: 'detached' });

    await page()
      .locator('.p-controls input[type=file]')
      .setInputFiles({
        name: saved.suggestedFilename(),
        mimeType: 'application/json',
        buffer: readFileSync(await saved.path()),
      });
    await expect.poll(() => style('Evening whirls').getAttribute('aria-selected')).toBe('true');
  });

  it('asked nobody but its own server, and threw nothing', () => {
    expect(built?.strangers).toEqual([]);
    expect(built?.errors).toEqual([]);
  });
});
