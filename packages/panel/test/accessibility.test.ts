import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATE_NAMES } from '../playground/states-list.js';
import { openGallery, type Scene, show, THEMES } from './states-browser.js';
import { LANGUAGES } from './states-page.js';
import { sticksOut } from './sticks-out.js';

/** What is asked for in every theme. */
const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };
/** What does not depend on colours is asked once for each state. */
const ALL_ELSE: RunOptions = { rules: { 'color-contrast': { enabled: false } } };
/** States in which the dresses differ by more than their colours: in what their hosts can do. */
const DRESSED_STATES: readonly string[] = ['nothing', 'ready', 'done'];

const chromePath = chromiumPath();
let gallery: BrowserPage;

beforeAll(async () => {
  if (chromePath) gallery = await openGallery(chromePath);
});

afterAll(async () => {
  await gallery?.close();
});

describe('the panel', () => {
  it('gives axe nothing serious to find, in any state and dress', async ({ skip }) => {
    if (!chromePath) return skip(NO_CHROMIUM);
    // So high that nothing is scrolled out of sight, where axe could not judge its colours.
    await gallery.page.setViewportSize({ width: 320, height: 2600 });
    const found: string[] = [];
    for (const theme of THEMES) {
      for (const state of STATE_NAMES) {
        const scene = { state, ...theme };
        await show(gallery.page, scene);
        found.push(...(await violations(gallery.page, scene, COLOURS, true)));
        const all = theme.dress === 'vscode' || DRESSED_STATES.includes(state);
        if (theme.theme !== 'light' || !all) continue;
        found.push(...(await violations(gallery.page, scene, ALL_ELSE, false)));
      }
    }
    expect(found).toEqual([]);
    expect(gallery.errors).toEqual([]);
  });

  it.for(LANGUAGES)(
    'gives axe nothing serious to find in another language: %s',
    async (words, { skip }) => {
      if (!chromePath) return skip(NO_CHROMIUM);
      await gallery.page.setViewportSize({ width: 320, height: 2600 });
      const found: string[] = [];
      for (const state of STATE_NAMES) {
        const scene = { state, dress: 'figma', theme: 'light', words };
        await show(gallery.page, scene);
        found.push(...(await violations(gallery.page, scene, ALL_ELSE, false)));
      }
      expect(found).toEqual([]);
    },
  );

  it.for([280, 320, 700, 1600])(
    'needs no horizontal scrolling at %d px',
    async (width, { skip }) => {
      if (!chromePath) return skip(NO_CHROMIUM);
      await gallery.page.setViewportSize({ width, height: 700 });
      const wide: string[] = [];
      for (const dress of ['figma', 'vscode', 'plain']) {
        for (const state of STATE_NAMES) {
          await show(gallery.page, { state, dress, theme: 'light' });
          const over = await gallery.page.evaluate(sticksOut);
          if (over.length > 0) wide.push(`${state}, ${dress}: ${over.join(' ')}`);
        }
      }
      expect(wide).toEqual([]);
    },
  );

  it.for(THEMES)(
    'has each control within reach of Tab and shows it, $dress $theme',
    async (theme) => {
      if (!chromePath) return;
      const { page } = gallery;
      await page.setViewportSize({ width: 320, height: 700 });
      await show(page, { state: 'done', ...theme });
      await page.locator('summary', { hasText: 'Advanced' }).click();
      await page.locator('[aria-label="Compare before and after"]').click();
      const wanted = await page.evaluate(tabStops);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      const reached = new Set<string>();
      const unseen: string[] = [];
      // Tab begins where the last click was, so it passes the browser's own frame once.
      for (let press = 0; press < wanted.length + 2; press++) {
        await page.keyboard.press('Tab');
        const { id, visible } = await page.evaluate(focusShown);
        reached.add(id);
        if (!visible && id !== 'BODY') unseen.push(id);
      }
      expect(wanted.length).toBeGreaterThan(40);
      expect(wanted.filter((id) => !reached.has(id))).toEqual([]);
      expect(unseen).toEqual([]);
    },
  );
});

/**
 * What axe finds wrong with the scene that is shown.
 *
 * @param onlyNew whether parts of the panel that were judged before in this theme are passed over
 */
async function violations(
  page: Page,
  scene: Scene,
  options: RunOptions,
  onlyNew: boolean,
): Promise<string[]> {
  const theme = onlyNew ? `${scene.dress} ${scene.theme}` : null;
  const results = await page.evaluate(judge, [options, theme] as const);
  return results
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `${scene.state} ${scene.dress} ${scene.theme}: ${id} ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`,
      ),
    );
}

/** Runs axe on all of the page; or, for a theme, on the panel's parts that it has not seen in it. */
async function judge([options, theme]: readonly [RunOptions, string | null]) {
  const realm = globalThis as unknown as { axe: typeof import('axe-core'); seen?: Set<string> };
  const given: RunOptions = { ...options, resultTypes: ['violations'] };
  if (theme === null) return (await realm.axe.run(document, given)).violations;
  // The parts are large; they stay in the page.
  realm.seen ??= new Set();
  const known: Element[] = [];
  for (const part of document.querySelectorAll('.p-panel > *, .p-controls > *, .p-run > *')) {
    // What is chosen in it shows, but is no part of its markup.
    const fields = [...part.querySelectorAll<HTMLInputElement>('input, select')];
    const chosen = fields.map(({ value, checked }) => `${value} ${checked}`);
    const key = `${theme} ${part.outerHTML} ${chosen.join()}`;
    if (realm.seen.has(key)) known.push(part);
    realm.seen.add(key);
  }
  const context = { include: [document.body], exclude: known };
  return (await realm.axe.run(context, given)).violations;
}

/** Marks each place where Tab should stop and gives the marks. */
function tabStops(): string[] {
  const wanted = 'button, input, select, summary, [tabindex="0"]';
  const names = new Set<string>();
  return [...document.querySelectorAll<HTMLElement>(wanted)]
    .filter((element) => element.tabIndex >= 0 && element.offsetParent !== null)
    .filter((element) => {
      // A group of radio buttons is one stop, at the chosen one.
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      return element.checked && !names.has(element.name) && names.add(element.name);
    })
    .map((element, index) => {
      const id = `${index} ${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
      element.dataset.stop = id;
      return id;
    });
}

/** The mark of what has the focus, and whether it, or what stands for it, has a ring. */
function focusShown(): { id: string; visible: boolean } {
  const focused = document.activeElement as HTMLElement;
  const ringed = (element: Element | null | undefined, part?: string) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  const box = focused.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight;
  const ring =
    ringed(focused) ||
    ringed(focused, '::after') ||
    ringed(focused.nextElementSibling) ||
    ringed(focused.closest('.p-number')) ||
    ringed(focused.querySelector('.p-thumb'));
  return { id: focused.dataset.stop ?? focused.tagName, visible: inView && ring };
}
