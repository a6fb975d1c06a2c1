import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { STATE_NAMES } from '../playground/states-list.js';
import { openGallery, show, THEMES } from './states-browser.js';

/** What turns, slides or settles in the panel, where people have not asked for stillness. */
const MOVING = ['p-slide', 'p-turn', 'width'];

/** One theme of each dress: motion does not depend on colours. */
const DRESSES = THEMES.filter(({ theme }) => theme === 'light');

const chromePath = chromiumPath();
let gallery: BrowserPage;

beforeAll(async () => {
  if (chromePath) gallery = await openGallery(chromePath);
});
afterAll(() => gallery?.close());
beforeEach(({ skip }) => {
  if (!chromePath) skip(NO_CHROMIUM);
});

it.for(DRESSES)('moves where something is under way, $dress', async (theme) => {
  const found = new Set<string>();
  for (const state of STATE_NAMES) {
    await show(gallery.page, { state, ...theme }, 'no-preference');
    for (const { name } of await gallery.page.evaluate(motions)) found.add(name);
  }
  expect([...found].sort()).toEqual(MOVING);
});

it.for(DRESSES)(
  'stands still where the system asks for it, in any state, $dress',
  async (theme) => {
    const found: string[] = [];
    for (const state of STATE_NAMES) {
      await show(gallery.page, { state, ...theme }, 'reduce');
      found.push(...(await seen(state)));
    }
    expect(found).toEqual([]);
  },
);

it('stands still where VS Code alone asks for it', async () => {
  const found: string[] = [];
  for (const state of STATE_NAMES) {
    await show(gallery.page, { state, dress: 'vscode', theme: 'light' }, 'no-preference');
    await gallery.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    found.push(...(await seen(state)));
  }
  expect(found).toEqual([]);
});

it('stands still while it is used', async () => {
  const { page } = gallery;
  await show(page, { state: 'done', dress: 'vscode', theme: 'light' }, 'reduce');
  await page.evaluate(() => {
    const seen = new Set<string>();
    for (const kind of ['transitionrun', 'animationstart'] as const) {
      document.addEventListener(kind, ({ target }) =>
        seen.add(`${kind} ${(target as Element).className}`),
      );
    }
    Object.assign(globalThis, { moved: seen });
  });
  await page.locator('summary', { hasText: 'Advanced' }).click();
  await page.locator('[aria-label="Compare before and after"]').click();
  for (let press = 0; press < 30; press++) await page.keyboard.press('Tab');
  await page.locator('.p-button').first().hover();
  await show(page, { state: 'running', dress: 'vscode', theme: 'light' }, 'reduce');
  await show(page, { state: 'done', dress: 'vscode', theme: 'light' }, 'reduce');
  expect(await page.evaluate('[...moved]')).toEqual([]);
});

async function seen(state: string): Promise<string[]> {
  const found = await gallery.page.evaluate(motions);
  return found.map(({ name, on }) => `${state}: ${name} of ${on}`);
}

/** Animations that run and transitions that would, of every element and what stands before and after it. */
function motions(): { name: string; on: string }[] {
  const found = document.getAnimations().map((animation) => {
    const { target } = animation.effect as KeyframeEffect;
    const name = animation instanceof CSSAnimation ? animation.animationName : 'running';
    return { name, on: target?.className ?? '' };
  });
  for (const element of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      const on = `${element.tagName} ${element.getAttribute('class') ?? ''}${part ?? ''}`;
      const seconds = style.transitionDuration.split(',').map(Number.parseFloat);
      if (seconds.some((duration) => duration > 0)) {
        found.push({ name: style.transitionProperty, on });
      }
      if (style.animationName !== 'none') found.push({ name: style.animationName, on });
      if (style.scrollBehavior !== 'auto') found.push({ name: 'scrolling', on });
    }
  }
  return found;
}
