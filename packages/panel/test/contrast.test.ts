import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGallery, show, THEMES } from './states-browser.js';

/** Which token is seen on which, and the contrast that WCAG 2.2 asks: 4.5 for text, 3 for lines and icons. */
const PAIRS: readonly (readonly [front: string, back: string, least: number])[] = [
  ['text', 'bg', 4.5],
  ['text', 'fill', 4.5],
  ['text', 'raised', 4.5],
  ['text', 'hover', 4.5],
  ['text-2', 'bg', 4.5],
  ['text-2', 'fill', 4.5],
  ['text-2', 'stage', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['on-selected', 'selected', 4.5],
  ['link', 'bg', 4.5],
  ['danger', 'bg', 4.5],
  ['danger', 'fill', 3],
  ['warning', 'bg', 3],
  ['icon', 'bg', 3],
  ['icon', 'fill', 3],
  ['focus', 'bg', 3],
  ['focus', 'stage', 3],
  ['mark', 'bg', 3],
  ['link', 'track', 1.5],
  ['chart-content', 'bg', 3],
];

const chromePath = chromiumPath();
let gallery: BrowserPage;

beforeAll(async () => {
  if (chromePath) gallery = await openGallery(chromePath);
});

afterAll(async () => {
  await gallery?.close();
});

it.for(THEMES)('has colours that can be told apart, $dress $theme', async (theme, { skip }) => {
  if (!chromePath) return skip(NO_CHROMIUM);
  await show(gallery.page, { state: 'ready', ...theme });
  const faint: string[] = [];
  for (const [front, back, least] of PAIRS) {
    const ratio = await gallery.page.evaluate(contrastOf, [front, back] as const);
    if (ratio < least) faint.push(`${front} on ${back}: ${ratio.toFixed(2)} < ${least}`);
  }
  expect(faint).toEqual([]);
});

/** WCAG's contrast ratio of two tokens as the browser paints them, see-through colours over the background. */
function contrastOf([front, back]: readonly [string, string]): number {
  const root = document.querySelector('.p-root') as HTMLElement;
  const probe = root.appendChild(document.createElement('i'));
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const paint = (token: string) => {
    probe.style.color = `var(--p-${token})`;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
  };
  const luminance = () => {
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  paint('bg');
  paint(back);
  const behind = luminance();
  paint(front);
  const before = luminance();
  probe.remove();
  return (Math.max(before, behind) + 0.05) / (Math.min(before, behind) + 0.05);
}
