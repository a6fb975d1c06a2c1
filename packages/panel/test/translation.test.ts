import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { STATE_NAMES } from '../playground/states-list.js';
import { openGallery } from './states-browser.js';
import { sticksOut } from './sticks-out.js';

/** What is the same in every language: names, and what stands for a measure. */
const NAMES = [
  'Pastiche',
  // Of the pictures, styles and presets of the gallery.
  'Harbour at dusk',
  'notes.txt',
  'lighthouse.jpg',
  'Mosaic',
  'Starry night',
  'Violet dusk',
  'Rose petals',
  'Moss',
  'Meadow after the long rain',
  'Enamel',
  'Night in violet, strong',
  'From a file',
  // Layers of the network, a key, and a measure.
  'conv\\d_\\d',
  'Esc',
  'px',
];

const DRESSES = ['figma', 'vscode', 'plain'];

const chromePath = chromiumPath();
let gallery: BrowserPage;

beforeAll(async () => {
  if (!chromePath) return;
  gallery = await openGallery(chromePath);
  await gallery.page.setViewportSize({ width: 300, height: 700 });
});

afterAll(async () => {
  await gallery?.close();
});

it.for(DRESSES)(
  'everything that is shown or read out is translated, %s',
  async (dress, { skip }) => {
    if (!chromePath) return skip(NO_CHROMIUM);
    const found = new Set<string>();
    let seen = 0;
    for (const state of STATE_NAMES) {
      await showMarked(gallery.page, state, dress);
      const texts = await gallery.page.evaluate(textsShown);
      seen += texts.filter(({ text }) => text.includes('⟦')).length;
      for (const { text, place } of texts) {
        const bare = withoutMarked(text);
        if (/\p{L}/u.test(bare)) found.add(`${state}, ${place}: ${text}`);
      }
    }
    expect([...found]).toEqual([]);
    expect(seen).toBeGreaterThan(1000);
    expect(gallery.errors).toEqual([]);
  },
);

it.for(DRESSES)(
  'has room for words that are 40 per cent longer at 300 px, %s',
  async (dress, { skip }) => {
    if (!chromePath) return skip(NO_CHROMIUM);
    const found: string[] = [];
    for (const state of STATE_NAMES) {
      await showMarked(gallery.page, state, dress);
      const over = [
        ...(await gallery.page.evaluate(sticksOut)),
        ...(await gallery.page.evaluate(wordsCut)),
      ];
      if (over.length > 0) found.push(`${state}: ${over.join(' ')}`);
    }
    expect(found).toEqual([]);
  },
);

/** Shows a state with everything open that can be opened without leaving it. */
async function showMarked(page: Page, state: string, dress: string): Promise<void> {
  const hash = `#state=${state}&dress=${dress}&theme=light&words=marked`;
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await page.waitForFunction((wanted) => document.documentElement.dataset.ready === wanted, hash);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const menus = page.locator('[aria-haspopup="menu"]');
  if ((await menus.count()) > 0 && (await menus.first().isEnabled())) await menus.first().click();
}

/** What is left of a text once marked words, names, and what stands for a measure are taken away. */
function withoutMarked(text: string): string {
  let bare = text;
  // Marked words may stand in marked sentences.
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  for (const name of NAMES) bare = bare.replaceAll(new RegExp(name, 'g'), '');
  return bare;
}

/** The texts of the panel and of the attributes that people see or hear. */
function textsShown(): { readonly text: string; readonly place: string }[] {
  const spoken = [
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'title',
    'placeholder',
    'alt',
  ];
  return [...document.querySelectorAll('#panel *')].flatMap((element) => {
    const own = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent ?? '')
      .join('');
    const attributes = spoken.flatMap((name) => {
      const text = element.getAttribute(name);
      return text === null ? [] : [{ text, place: `${element.localName}[${name}]` }];
    });
    return [{ text: own, place: element.localName }, ...attributes];
  });
}

/** Texts that are cut where no dots and no tooltip tell of it. */
function wordsCut(): string[] {
  return [...document.querySelectorAll<HTMLElement>('#panel *')]
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const apart = element.closest('.p-unseen, .p-history, .p-canvas-view, .p-progress') !== null;
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      return (
        cut &&
        !apart &&
        overflowX !== 'visible' &&
        overflowX !== 'auto' &&
        textOverflow !== 'ellipsis'
      );
    })
    .map((element) => `cut: ${element.getAttribute('class') ?? element.localName}`);
}
