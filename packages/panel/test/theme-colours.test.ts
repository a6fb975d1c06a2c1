import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { STATE_NAMES } from '../playground/states-list.js';
import { openGallery, show, THEMES } from './states-browser.js';

/** VS Code's four kinds of theme; a second dark one would tell nothing new. */
const KINDS = THEMES.filter(({ dress, theme }) => dress === 'vscode' && theme !== 'dark-2026');

const chromePath = chromiumPath();
let gallery: BrowserPage;

beforeAll(async () => {
  if (chromePath) gallery = await openGallery(chromePath);
});
afterAll(() => gallery?.close());
beforeEach(({ skip }) => {
  if (!chromePath) skip(NO_CHROMIUM);
});

it.for(KINDS)('takes each colour from the theme in any state, $dress $theme', async (theme) => {
  const own = new Set<string>();
  let seen = 0;
  for (const state of STATE_NAMES) {
    await show(gallery.page, { state, ...theme });
    const { colours, fixed } = await gallery.page.evaluate(fixedColours);
    seen += colours;
    for (const found of fixed) own.add(found);
  }
  expect(seen).toBeGreaterThan(10_000);
  expect([...own]).toEqual([]);
});

it('would notice a colour of its own', async () => {
  await show(gallery.page, { state: 'ready', dress: 'vscode', theme: 'dark' });
  await gallery.page.evaluate(() => {
    const panel = document.querySelector('.p-panel') as HTMLElement;
    panel.style.background = '#123456';
  });
  const { fixed } = await gallery.page.evaluate(fixedColours);
  expect(fixed).toEqual([expect.stringContaining('background-color: rgb(18, 52, 86)')]);
});

/**
 * The colours that stay when all of the theme's become dark, and then light: they are not from it.
 * Transparent ones, and those of lines that are not drawn, do not count.
 */
function fixedColours(): { colours: number; fixed: string[] } {
  const root = document.documentElement;
  const before = root.getAttribute('style') ?? '';
  const names = [...root.style].filter((name) =>
    CSS.supports('color', root.style.getPropertyValue(name)),
  );
  const wear = (change: (channel: number) => number) => {
    root.setAttribute('style', before);
    for (const name of names) {
      const value = root.style.getPropertyValue(name).trim();
      const channels = (value.slice(1).match(/../g) ?? []).map((hex) => Number.parseInt(hex, 16));
      const [red = 0, green = 0, blue = 0, alpha = 255] = channels;
      const changed = [red, green, blue].map(change).join(' ');
      root.style.setProperty(name, `rgb(${changed} / ${alpha / 255})`);
    }
    return coloursOf();
  };
  const dark = wear((channel) => channel * 0.4);
  const light = wear((channel) => 255 - channel * 0.4);
  root.setAttribute('style', before);
  const inLight = new Set(light);
  const fixed = dark.filter((colour) => inLight.has(colour));
  return { colours: dark.length, fixed: fixed.map((colour) => colour.replace(/^\d+ /, '')) };

  /** Each with the number of its element, so that it is found again. */
  function coloursOf(): string[] {
    return [...document.querySelectorAll<HTMLElement>('.p-root, .p-root *')].flatMap(
      (element, number) => {
        if (!element.checkVisibility()) return [];
        return [undefined, '::before', '::after'].flatMap((part) => {
          const style = getComputedStyle(element, part);
          if (part !== undefined && style.content === 'none') return [];
          const where = `${number} ${element.tagName} ${element.getAttribute('class') ?? ''}${part ?? ''}`;
          return painted(style, element instanceof SVGGeometryElement).map(
            (what) => `${where} ${what}`,
          );
        });
      },
    );
  }

  function painted(style: CSSStyleDeclaration, isShape: boolean): string[] {
    const lines = ['top', 'right', 'bottom', 'left']
      .filter((side) => style.getPropertyValue(`border-${side}-width`) !== '0px')
      .map((side) => `border-${side}-color`);
    const outline = style.outlineStyle === 'none' ? [] : ['outline-color'];
    const shapes = isShape ? ['fill', 'stroke'] : [];
    const read = ['color', 'background-color', 'box-shadow', ...lines, ...outline, ...shapes];
    return read
      .map((property) => [property, style.getPropertyValue(property)] as const)
      .filter(([, value]) => value !== 'none' && !/^rgba\([^)]*, 0\)|\/ 0\)$/.test(value))
      .map(([property, value]) => `${property}: ${value}`);
  }
}
