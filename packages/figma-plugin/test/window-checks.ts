import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Figma } from '@pastiche/test-fixtures/figma';
import { expect } from 'vitest';

let axe: Promise<string> | undefined;

/**
 * What axe finds wrong with the whole window as it is now: its rule, its place, its words.
 *
 * @param ask `colours`: only what a theme can spoil
 */
export async function axeFindings(
  figma: Figma,
  ask: 'all' | 'colours',
): Promise<readonly string[]> {
  const frame = await figma.uiFrame();
  axe ??= readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(await axe);
  return frame.evaluate(judge, ask);
}

/**
 * Gives the window another size than its content asks for, as Dev Mode's panel and a small screen do.
 *
 * @param height px; so high by default that nothing is scrolled out of sight, where axe could not judge its colours
 */
export async function resizeWindow(figma: Figma, width: number, height = 2600): Promise<void> {
  // A rule of the page: the window's own size is set anew whenever the plugin asks for one.
  await figma.page.evaluate((rule) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rule);
    document.adoptedStyleSheets = [sheet];
  }, `iframe { width: ${width}px !important; height: ${height}px !important }`);
  const frame = await figma.uiFrame();
  // Until what follows the size has followed it.
  const seen = await frame.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => done([innerWidth, innerHeight]))),
      ),
  );
  expect(seen).toEqual([width, height]);
}

/** What does not fit into the window: what reaches beyond its edges, and words that are cut. */
export async function misfits(figma: Figma): Promise<readonly string[]> {
  const frame = await figma.uiFrame();
  return [...(await frame.evaluate(sticksOut)), ...(await frame.evaluate(cutWords))];
}

async function judge(ask: 'all' | 'colours'): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    ...(ask === 'all' ? {} : { runOnly: { type: 'rule', values: ['color-contrast'] } }),
  });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, any }) => `${impact} ${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
}

function sticksOut(): string[] {
  const root = document.documentElement;
  const wide = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} px`] : [];
  const beyond = [...document.querySelectorAll('#strip *, #panel *')].filter((element) => {
    const { width, left, right } = element.getBoundingClientRect();
    // What scrolls in itself, and what only screen readers find.
    const apart = element.closest('.p-unseen, .p-history, .p-canvas-view, .p-progress') !== null;
    return !apart && width > 0 && (right > root.clientWidth + 0.5 || left < -0.5);
  });
  return [
    ...wide,
    ...beyond.map((element) => `beyond the edge: ${element.outerHTML.slice(0, 80)}`),
  ];
}

/** Words that an ancestor hides a part of. An ellipsis is no cut where the whole can be had as a title. */
function cutWords(): string[] {
  const clips = (element: Element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    return hides(overflowX) || hides(overflowY);
  };
  const isWhole = (text: Text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    for (let at = text.parentElement; at !== null && at !== document.body; at = at.parentElement) {
      if (!clips(at)) continue;
      const { textOverflow, overflowX, overflowY } = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const across = words.left < box.left - 1 || words.right > box.right + 1;
      if (across && overflowX !== 'auto' && !(textOverflow === 'ellipsis' && at.closest('[title]')))
        return false;
      const below = words.top < box.top - 1 || words.bottom > box.bottom + 1;
      if (below && overflowY !== 'auto') return false;
      // What scrolls shows its words when it is scrolled.
      if (overflowX === 'auto' || overflowY === 'auto') return true;
    }
    return true;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const cut: string[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const parent = text.parentElement;
    if (text.data.trim() === '' || parent === null) continue;
    if (parent.closest('script, style, option, .p-unseen, [hidden]') !== null) continue;
    if (parent.getClientRects().length > 0 && !isWhole(text)) cut.push(`cut: ${text.data}`);
  }
  return cut;
}
