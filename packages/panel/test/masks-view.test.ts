import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { Signal } from '@preact/signals';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {} from '../playground/states-model.js';
import type { ContentState, HistoryEntry, Shown } from '../src/model/model.js';
import { openGallery, show } from './states-browser.js';

const chromePath = chromiumPath();
let gallery: BrowserPage;
let page: Page;

beforeAll(async () => {
  if (!chromePath) return;
  gallery = await openGallery(chromePath);
  page = gallery.page;
});

beforeEach(async ({ skip }) => {
  if (!chromePath) return skip(NO_CHROMIUM);
  await page.setViewportSize({ width: 320, height: 800 });
});

afterEach(() => {
  expect(gallery?.errors ?? []).toEqual([]);
});

afterAll(async () => {
  await gallery?.close();
});

/** A picture of 1600 × 1120 px, shown anew, with the tools open. */
async function open(state = 'ready'): Promise<void> {
  await show(page, { state: 'nothing', dress: 'figma', theme: 'light' });
  await show(page, { state, dress: 'figma', theme: 'light' });
  await toggle().click();
  await button('Eraser').waitFor();
}

const toggle = () => page.getByRole('button', { name: 'Protect', exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const tools = () => page.getByRole('group', { name: 'Tools that draw' });
/** What is said again ends in a space, to be another text. */
const spoken = async () => (await tools().getByRole('status').textContent())?.trim();

/** How much of the mask is marked, 0..1. */
function amount(): Promise<number> {
  return page.evaluate(() => {
    const raster = globalThis.gallery!.model.masks.raster();
    if (raster === null) return Number.NaN;
    return raster.data.reduce((sum, value) => sum + value / 255, 0) / raster.data.length;
  });
}

/** The mask at a place of the picture, shares of its sides. */
function markAt(x: number, y: number): Promise<number> {
  return page.evaluate(
    ([x, y]) => {
      const { width, height, data } = globalThis.gallery!.model.masks.raster()!;
      return data[Math.floor(y * height) * width + Math.floor(x * width)]!;
    },
    [x, y] as const,
  );
}

/** Opacity of what is laid over the picture there, 0..255. */
function seenAt(x: number, y: number): Promise<number> {
  return page.locator('canvas.p-mask').evaluate(
    (canvas, [x, y]) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext('2d')!;
      return context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data[3]!;
    },
    [x, y] as const,
  );
}

/** A place of the picture on the page, px. */
async function placeOf(x: number, y: number): Promise<readonly [number, number]> {
  const box = (await page.locator('.p-checker').boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}

async function drag(...places: readonly (readonly [number, number])[]): Promise<void> {
  const [first, ...rest] = await Promise.all(places.map(([x, y]) => placeOf(x, y)));
  await page.mouse.move(...first!);
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...place, { steps: 4 });
  await page.mouse.up();
}

describe('a mask drawn by a mouse', () => {
  it('is where the mouse went, is seen, and is undone as one', async () => {
    await open();
    await drag([0.2, 0.5], [0.8, 0.5]);
    await expect.poll(() => markAt(0.2, 0.5)).toBe(255);
    await expect.poll(() => markAt(0.5, 0.5)).toBe(255);
    await expect.poll(() => markAt(0.5, 0.8)).toBe(0);
    await expect.poll(() => seenAt(0.5, 0.5)).toBeGreaterThan(60);
    await expect.poll(() => seenAt(0.5, 0.8)).toBe(0);
    const drawn = await amount();
    await button('Undo').click();
    await expect.poll(amount).toBe(0);
    await expect.poll(() => seenAt(0.5, 0.5)).toBe(0);
    await expect.poll(() => button('Undo').getAttribute('aria-disabled')).toBe('true');
    await button('Redo').click();
    await expect.poll(amount).toBe(drawn);
  });

  it('is taken away by the eraser, and by the brush with Alt', async () => {
    await open();
    await button('Mark everything').click();
    await expect.poll(amount).toBe(1);
    await button('Eraser').click();
    await drag([0.3, 0.3], [0.4, 0.3]);
    await expect.poll(() => markAt(0.35, 0.3)).toBe(0);
    await button('Brush').click();
    await page.keyboard.down('Alt');
    await drag([0.3, 0.7], [0.4, 0.7]);
    await page.keyboard.up('Alt');
    await expect.poll(() => markAt(0.35, 0.7)).toBe(0);
    await expect.poll(() => markAt(0.8, 0.7)).toBe(255);
  });

  it('may be a rectangle or an ellipse from corner to corner', async () => {
    await open();
    await button('Rectangle').click();
    await drag([0.9, 0.9], [0.5, 0.5]);
    await expect.poll(amount).toBeCloseTo(0.16, 2);
    await button('Clear').click();
    await button('Ellipse').click();
    await drag([0.1, 0.1], [0.6, 0.9]);
    await expect.poll(amount).toBeCloseTo((Math.PI / 4) * 0.5 * 0.8, 2);
    await expect.poll(() => markAt(0.11, 0.11)).toBe(0);
  });

  it('lies where the picture is, however it is enlarged and moved', async () => {
    await open();
    await page.getByRole('group', { name: 'Picture' }).focus();
    await page.keyboard.press('1');
    await page.keyboard.press('ArrowRight');
    await drag([0.5, 0.5], [0.6, 0.5]);
    await expect.poll(() => markAt(0.55, 0.5)).toBe(255);
    await expect.poll(() => markAt(0.55, 0.7)).toBe(0);
    const mask = (await page.locator('canvas.p-mask').boundingBox())!;
    const picture = (await page.locator('.p-checker').boundingBox())!;
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(mask[side] - picture[side])).toBeLessThan(0.5);
    }
    // Space, held, moves the picture instead.
    const before = await amount();
    await page.keyboard.down(' ');
    await drag([0.5, 0.5], [0.55, 0.5]);
    await page.keyboard.up(' ');
    await expect.poll(amount).toBe(before);
    expect((await page.locator('.p-checker').boundingBox())!.x).toBeGreaterThan(picture.x);
  });

  it('never has the picture painted anew', async () => {
    await open();
    await page.evaluate(() => {
      const context = document
        .querySelector<HTMLCanvasElement>('canvas.p-canvas')!
        .getContext('2d')!;
      const draw = context.drawImage;
      let times = 0;
      context.drawImage = (...given: unknown[]) => {
        times += 1;
        document.body.dataset.painted = String(times);
        draw.apply(context, given as Parameters<typeof draw>);
      };
      document.body.dataset.painted = '0';
    });
    await drag([0.2, 0.2], [0.8, 0.8], [0.2, 0.8]);
    await expect.poll(() => seenAt(0.5, 0.5)).toBeGreaterThan(60);
    expect(await page.evaluate(() => document.body.dataset.painted)).toBe('0');
  });
});

it('a pen that is pressed less draws thinner', async () => {
  await open();
  const session = await page.context().newCDPSession(page);
  const stroke = async (force: number) => {
    const [x, y] = await placeOf(0.5, 0.5);
    const pen = { x, y, button: 'left', clickCount: 1, pointerType: 'pen', force } as const;
    await session.send('Input.dispatchMouseEvent', { ...pen, type: 'mousePressed' });
    await session.send('Input.dispatchMouseEvent', { ...pen, type: 'mouseReleased' });
    await expect.poll(amount).toBeGreaterThan(0);
    const drawn = await amount();
    await button('Clear').click();
    return drawn;
  };
  const [light, hard] = [await stroke(0.2), await stroke(1)];
  expect(light * 2).toBeLessThan(hard);
  await session.detach();
});

it('one finger draws; a second one enlarges the picture, and what the first drew is gone', async () => {
  await open();
  const session = await page.context().newCDPSession(page);
  const touch = async (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...places: [number, number][]
  ) => {
    const touchPoints = await Promise.all(
      places.map(async ([x, y], id) => {
        const [left, top] = await placeOf(x, y);
        return { x: left, y: top, id };
      }),
    );
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  await touch('touchStart', [0.3, 0.5]);
  await touch('touchMove', [0.6, 0.5]);
  await touch('touchEnd');
  await expect.poll(() => markAt(0.45, 0.5)).toBe(255);
  const drawn = await amount();
  await touch('touchStart', [0.3, 0.2]);
  await touch('touchMove', [0.4, 0.2]);
  await touch('touchStart', [0.4, 0.2], [0.6, 0.2]);
  await touch('touchMove', [0.2, 0.2], [0.8, 0.2]);
  await touch('touchEnd');
  await expect.poll(() => page.locator('.p-zoom-value').textContent()).not.toBe('Fit');
  await expect.poll(amount).toBe(drawn);
  // Both are lifted: one draws again.
  await page.getByRole('group', { name: 'Picture' }).press('0');
  await touch('touchStart', [0.3, 0.8]);
  await touch('touchMove', [0.6, 0.8]);
  await touch('touchEnd');
  await expect.poll(() => markAt(0.45, 0.8)).toBe(255);
  await session.detach();
});

describe('a mask drawn by the keyboard alone', () => {
  it('is a rectangle that arrow keys move and size, said aloud', async () => {
    await show(page, { state: 'nothing', dress: 'figma', theme: 'light' });
    await show(page, { state: 'ready', dress: 'figma', theme: 'light' });
    await toggle().focus();
    await page.keyboard.press('Enter');
    await button('Rectangle').focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(spoken)
      .toBe('Rectangle: 25 % from the left, 25 % from the top, 50 % wide, 50 % high');
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowDown');
    // A picture of 320 × 224 px on the page, in steps of 8 px: 4 · 8/320 = 10 %, 8/223.75 = 4 %.
    await expect
      .poll(spoken)
      .toBe('Rectangle: 15 % from the left, 25 % from the top, 50 % wide, 54 % high');
    await page.keyboard.press('Enter');
    await expect.poll(amount).toBeCloseTo(0.5 * 0.536, 2);
    await expect.poll(() => markAt(0.16, 0.5)).toBe(255);
    await expect.poll(() => markAt(0.14, 0.5)).toBe(0);
    await expect.poll(spoken).toBe('Marked');
    await page.keyboard.press('Control+z');
    await expect.poll(amount).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(amount).toBeGreaterThan(0.2);
  });

  it('begins at the picture too, by the letter of a tool, and Delete unmarks', async () => {
    await open();
    await button('Mark everything').click();
    await page.getByRole('group', { name: 'Picture' }).focus();
    await page.keyboard.press('o');
    await expect.poll(spoken).toMatch(/^Ellipse: 25 %/);
    await page.keyboard.press('Delete');
    await expect.poll(amount).toBeCloseTo(1 - (Math.PI / 4) * 0.25, 2);
    // A shape that is only placed is dropped by Escape, which reaches nobody else.
    await page.keyboard.press('r');
    await page.locator('.p-mask-outline').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.p-mask-outline').waitFor({ state: 'detached' });
  });

  it('keeps the focus among the tools when the buttons for a placed shape go', async () => {
    await open();
    await button('Rectangle').focus();
    await page.keyboard.press('Enter');
    await button('Mark').focus();
    await page.keyboard.press('Enter');
    await expect.poll(amount).toBeCloseTo(0.25, 2);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Rectangle');
  });

  it('picks tools, sizes and the view of the mask by letters, but not where something is written', async () => {
    await open();
    const width = page.getByRole('slider', { name: 'Width' });
    const before = await width.getAttribute('aria-valuetext');
    await page.getByRole('group', { name: 'Picture' }).focus();
    await page.keyboard.press(']');
    await expect.poll(() => width.getAttribute('aria-valuetext')).not.toBe(before);
    await page.keyboard.press('[');
    await expect.poll(() => width.getAttribute('aria-valuetext')).toBe(before);
    await page.keyboard.press('e');
    await expect.poll(() => button('Eraser').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('m');
    await page.locator('canvas.p-mask').waitFor({ state: 'hidden' });
    await page.getByRole('spinbutton', { name: 'Brush size, exact value' }).focus();
    await page.keyboard.press('b');
    await expect.poll(() => button('Eraser').getAttribute('aria-pressed')).toBe('true');
  });
});

describe('masks', () => {
  it('stay with their picture: closed, and after another one', async () => {
    await open();
    await drag([0.2, 0.5], [0.8, 0.5]);
    const drawn = await amount();
    await toggle().click();
    await tools().waitFor({ state: 'detached' });
    expect(await toggle().getAttribute('aria-description')).toBe('Something is marked');
    const rename = (name: string) =>
      page.evaluate((name) => {
        const content = globalThis.gallery!.model.content as Signal<ContentState>;
        content.value = { ...content.value, name } as ContentState;
      }, name);
    await rename('Another');
    await expect.poll(amount).toBe(0);
    await rename('Harbour at dusk');
    await expect.poll(amount).toBe(drawn);
    await toggle().click();
    await expect.poll(() => seenAt(0.5, 0.5)).toBeGreaterThan(60);
  });

  it('take on the colours of another theme at once', async () => {
    await show(page, { state: 'protecting', dress: 'plain', theme: 'light' });
    const colour = () =>
      page.locator('canvas.p-mask').evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const context = (canvas as HTMLCanvasElement).getContext('2d')!;
        return [...context.getImageData(0.75 * width, 0.8 * height, 1, 1).data].slice(0, 3).join();
      });
    // Nothing until the first frame.
    await expect.poll(colour).not.toBe('0,0,0');
    const light = await colour();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(colour).not.toBe(light);
  });

  it('are not drawn on a painting of another picture; asked for, the picture comes', async () => {
    await open('done');
    await page.evaluate(() => {
      const { model } = globalThis.gallery!;
      const [first] = model.history.value;
      const other = { ...first!, id: 'other', contentName: 'Street', original: first!.preview };
      (model.history as Signal<readonly HistoryEntry[]>).value = [other];
      const shown = model.shown as Signal<Shown>;
      shown.value = { ...shown.value, entry: 'other', original: other.original };
    });
    await tools().waitFor({ state: 'detached' });
    await toggle().click();
    expect(
      await page.evaluate(() => JSON.parse(JSON.stringify(globalThis.gallery!.asked))),
    ).toEqual([['showContent']]);
  });

  it('are for styles too where the engine paints them, one for each', async () => {
    await show(page, { state: 'nothing', dress: 'figma', theme: 'light' });
    await show(page, { state: 'regions', dress: 'figma', theme: 'light' });
    const kinds = tools().getByRole('radiogroup', { name: 'Mask' });
    await expect
      .poll(() =>
        kinds.getByRole('radio').evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)),
      )
      .toHaveLength(4);
    await kinds.getByRole('radio', { name: 'Style B' }).check();
    await page.getByText('Paint what gets the style').waitFor();
    const colours = () => page.locator('canvas.p-mask').getAttribute('class');
    await expect.poll(colours).toBe('p-mask p-mask-style-2');
    await expect.poll(amount).toBe(0);
    await drag([0.2, 0.5], [0.8, 0.5]);
    await expect.poll(amount).toBeGreaterThan(0);
    const strength = tools().getByRole('slider', { name: 'Strength here' });
    await strength.press('End');
    await expect.poll(() => strength.getAttribute('aria-valuetext')).toBe('1000 %');
    await kinds.getByRole('radio', { name: 'Protect' }).check();
    await expect.poll(() => markAt(0.6, 0.5)).toBe(0);
    // Protection knows no more or less.
    await strength.waitFor({ state: 'detached' });
  });

  it('come from files too', async () => {
    await open();
    const choosing = page.waitForEvent('filechooser');
    await button('Mask from a file…').click();
    const buffer = Buffer.from([1, 2]);
    await (await choosing).setFiles({ name: 'a.png', mimeType: 'image/png', buffer });
    await expect
      .poll(() => page.evaluate(() => JSON.parse(JSON.stringify(globalThis.gallery!.asked))))
      .toEqual([['takeMask', { 0: 1, 1: 2 }]]);
  });

  it('over the picture of a style come from files as well, until all of it is the style again', async () => {
    await show(page, { state: 'nothing', dress: 'figma', theme: 'light' });
    await show(page, { state: 'ready', dress: 'figma', theme: 'light' });
    const asked = () => page.evaluate(() => globalThis.gallery!.asked.map(([name]) => name));
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Only a part of .+, by a mask…$/ }).click();
    const buffer = Buffer.from([1, 2]);
    await (await choosing).setFiles({ name: 'a.png', mimeType: 'image/png', buffer });
    await expect.poll(asked).toEqual(['takeStylePart']);
    await show(page, { state: 'preset', dress: 'figma', theme: 'light' });
    await page.getByText(/^Of .+, only what its mask marks is the style\.$/).waitFor();
    await page.getByRole('button', { name: /^All of .+ again$/ }).click();
    await expect
      .poll(() => page.evaluate(() => globalThis.gallery!.asked.map(([, , bytes]) => bytes)))
      .toEqual([null]);
  });

  it('of one style alone are for protection alone', async () => {
    await open();
    expect(await tools().getByRole('radio').count()).toBe(0);
    await page.getByText('Paint what must stay as it is').waitFor();
  });
});
