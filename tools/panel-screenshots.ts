// Takes a picture of every state of the panel in every dress and theme, and lays them out on one sheet
// per theme: npm run screenshots -- [--out out/screenshots] [--states running,done] [--widths 320,900]
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { STATE_NAMES } from '../packages/panel/playground/states-list.js';
import { openGallery, show, THEMES } from '../packages/panel/test/states-browser.js';

/** Narrow as in a plugin's window, wide as in an editor's tab; heights in px. */
const HEIGHTS = { narrow: 900, wide: 700 } as const;
const WIDE = 700;
/** Of the sheets: pictures beside each other, and how much smaller they are. */
const COLUMNS = 7;
const REDUCTION = 0.6;

interface Shot {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: resolve(import.meta.dirname, '..', 'out', 'screenshots') },
      states: { type: 'string', default: STATE_NAMES.join() },
      widths: { type: 'string', default: '320,900' },
    },
  });
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(`The browser is missing: ${NO_CHROMIUM}.`);
  const states = values.states.split(',');
  const widths = values.widths.split(',').map(Number);
  await mkdir(values.out, { recursive: true });
  const { page, close } = await openGallery(chromePath);
  try {
    for (const width of widths) {
      for (const { dress, theme } of THEMES) {
        const shots: Shot[] = [];
        for (const state of states) {
          shots.push(await take(page, { state, dress, theme }, width, values.out));
        }
        const sheet = join(values.out, `sheet-${dress}-${theme}-${width}.png`);
        await layOut(shots, sheet);
        console.log(sheet);
      }
    }
  } finally {
    await close();
  }
}

async function take(
  page: Page,
  scene: { readonly state: string; readonly dress: string; readonly theme: string },
  width: number,
  folder: string,
): Promise<Shot> {
  const height = width < WIDE ? HEIGHTS.narrow : HEIGHTS.wide;
  await page.setViewportSize({ width, height });
  await show(page, scene);
  const path = join(folder, `${scene.state}-${scene.dress}-${scene.theme}-${width}.png`);
  await page.screenshot({ path });
  return { path, width, height };
}

async function layOut(shots: readonly Shot[], path: string): Promise<void> {
  const [first] = shots;
  if (first === undefined) return;
  const width = Math.round(first.width * REDUCTION);
  const height = Math.round(first.height * REDUCTION);
  const tiles = shots.map(async (shot, index) => ({
    input: await sharp(shot.path).resize(width, height).png().toBuffer(),
    left: (index % COLUMNS) * (width + 8),
    top: Math.floor(index / COLUMNS) * (height + 8),
  }));
  const columns = Math.min(COLUMNS, shots.length);
  const rows = Math.ceil(shots.length / COLUMNS);
  await sharp({
    create: {
      width: columns * (width + 8),
      height: rows * (height + 8),
      channels: 3,
      background: '#808080',
    },
  })
    .composite(await Promise.all(tiles))
    .png()
    .toFile(path);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
