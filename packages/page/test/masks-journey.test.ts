import { readFileSync } from 'node:fs';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { givePicture } from './give-picture.js';
import { type BuiltPage, openBuiltPage } from './open-built-page.js';

const WIDTH = 64;
const HEIGHT = 48;
/** Painted at the picture's own size, so that what stays is the file's own bytes. */
const SETTINGS = {
  format: 1,
  backend: 'auto',
  network: 'vgg19-lite',
  parameters: { size: WIDTH, iterations: 20 },
};

describe('a person who protects a part of the picture, in the built page', () => {
  const chromePath = chromiumPath();
  let built: BuiltPage;
  let content: Buffer;
  const page = () => built?.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
  const spoken = async () =>
    (
      await page().getByRole('group', { name: 'Tools that draw' }).getByRole('status').textContent()
    )?.trim();

  beforeAll(async () => {
    if (!chromePath) return;
    const sample = new URL('../../../samples/content.png', import.meta.url);
    content = await sharp(readFileSync(sample)).resize(WIDTH, HEIGHT).png().toBuffer();
    built = await openBuiltPage(chromePath, SETTINGS);
    await page().setViewportSize({ width: 1100, height: 900 });
  });
  afterAll(() => built?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('marks the left half by the keyboard alone', async () => {
    await page()
      .getByText('Working on the processor')
      .waitFor({ timeout: patience(60_000) });
    await givePicture(page(), 'paste', 'body', 'harbour.png', content);
    await button('Protect').focus();
    await page().keyboard.press('Enter');
    await button('Rectangle').focus();
    await page().keyboard.press('Enter');
    await expect.poll(spoken).toMatch(/^Rectangle: 25 % from the left, 25 % from the top/);
    for (let press = 0; press < 4; press++) await page().keyboard.press('ArrowLeft');
    for (let press = 0; press < 3; press++) await page().keyboard.press('ArrowUp');
    for (let press = 0; press < 6; press++) await page().keyboard.press('Shift+ArrowDown');
    await expect
      .poll(spoken)
      .toBe('Rectangle: 0 % from the left, 0 % from the top, 50 % wide, 100 % high');
    await page().keyboard.press('Enter');
    await expect.poll(spoken).toBe('Marked');
  });

  it('and a corner by the brush', async () => {
    await button('Brush').click();
    const box = (await page().locator('.p-checker').boundingBox())!;
    await page().mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.1);
    await page().mouse.down();
    await page().mouse.move(box.x + box.width * 0.98, box.y + box.height * 0.1, { steps: 4 });
    await page().mouse.up();
    await expect
      .poll(() => button('Protect').getAttribute('aria-description'))
      .toBe('Something is marked');
  });

  it('and gets a painting in which that is as it was, and the rest is painted', async () => {
    await page().getByRole('option', { name: 'Woodcut', exact: true }).click();
    await expect
      .poll(() => button('Stylize').getAttribute('aria-disabled'), { timeout: patience(60_000) })
      .not.toBe('true');
    await button('Stylize').click();
    await button('Download PNG').waitFor({ timeout: patience(120_000) });
    const download = page().waitForEvent('download');
    await button('Download PNG').click();
    const painted = await sharp(await (await download).path())
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([painted.info.width, painted.info.height]).toEqual([WIDTH, HEIGHT]);
    const original = await sharp(content).ensureAlpha().raw().toBuffer();
    const { channels } = painted.info;
    const isKept = (x: number, y: number) =>
      [0, 1, 2].every((channel) => {
        const at = y * WIDTH + x;
        return painted.data[at * channels + channel] === original[at * 4 + channel];
      });
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH / 2; x++) expect(isKept(x, y), `${x}, ${y}`).toBe(true);
    }
    expect(isKept(Math.round(WIDTH * 0.94), Math.round(HEIGHT * 0.1))).toBe(true);
    let changed = 0;
    for (let y = 16; y < HEIGHT; y++) {
      for (let x = WIDTH / 2 + 4; x < WIDTH; x++) if (!isKept(x, y)) changed += 1;
    }
    expect(changed).toBeGreaterThan(0.9 * (HEIGHT - 16) * (WIDTH / 2 - 4));
  });

  it('asked nobody but its own server, and threw nothing', () => {
    expect(built?.strangers).toEqual([]);
    expect(built?.errors).toEqual([]);
  });
});
