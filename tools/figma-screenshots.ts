// Takes a picture of each state of the built plugin's window, in both themes, in the closed simulator of
// Figma, and lays them out on one sheet per theme; with --readme also those that the plugin's README
// shows: npm run figma && npm run screenshots:figma -- [--readme] [--sessions painting,queue]
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { type Figma, type FigmaOptions, openFigma } from '@pastiche/test-fixtures/figma';
import sharp from 'sharp';
import { type Scene, SESSIONS, type Shot, sceneOf, settingsOf } from './figma/window-sessions.js';

const PLUGIN = resolve(import.meta.dirname, '..', 'packages', 'figma-plugin');
const OUT = resolve(import.meta.dirname, '..', 'out', 'figma');
const THEMES = ['light', 'dark'] as const;
/** Side by side in the README, in the order of a person's way. */
const README = ['ready', 'running', 'done'];
const TILE = { width: 320, height: 720, gap: 12 };
const PATIENCE_MS = 480_000;

type Theme = (typeof THEMES)[number];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sessions: { type: 'string', default: Object.keys(SESSIONS).join() },
      readme: { type: 'boolean', default: false },
    },
  });
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(`The browser is missing: ${NO_CHROMIUM}.`);
  await mkdir(OUT, { recursive: true });
  const artefacts = await builtFiles();
  const scenes = await sceneOf();
  const shots = new Map<string, Buffer>();
  const browser = await launchBrowser(chromePath);
  try {
    for (const name of values.sessions.split(',')) {
      if (!(name in SESSIONS)) throw new Error(`A session is one of ${Object.keys(SESSIONS)}.`);
      await take(name, scenes, { chromePath, browser, artefacts }, shots);
    }
  } finally {
    await browser.close();
  }
  const states = [...new Set([...shots.keys()].map((key) => key.replace(/-(light|dark)$/, '')))];
  for (const theme of THEMES) {
    const path = join(OUT, `sheet-${theme}.png`);
    await layOut(
      states.map((state) => shots.get(`${state}-${theme}`)),
      5,
      theme,
    ).toFile(path);
    console.log(path);
    if (!values.readme) continue;
    const picture = join(PLUGIN, 'listing', `window-${theme}.webp`);
    await layOut(
      README.map((state) => shots.get(`${state}-${theme}`)),
      3,
      theme,
    )
      .webp({ quality: 82 })
      .toFile(picture);
    console.log(picture);
  }
}

async function builtFiles(): Promise<FigmaOptions['artefacts']> {
  const [manifest, main, ui] = await Promise.all(
    ['manifest.json', 'main.js', 'ui.html'].map((file) =>
      readFile(join(PLUGIN, 'dist', file), 'utf8'),
    ),
  );
  return { manifest, main, ui };
}

/** Goes through a session and takes each of its states in both themes, by Figma's live switch. */
async function take(
  name: string,
  scene: Scene,
  options: Pick<FigmaOptions, 'chromePath' | 'artefacts'> & Pick<FigmaOptions, 'browser'>,
  shots: Map<string, Buffer>,
): Promise<void> {
  const { selection, profile = {}, settings, go } = SESSIONS[name];
  const figma = await openFigma({ ...options, scene: { ...scene, selection }, profile });
  try {
    await figma.page.setViewportSize({ width: 400, height: 900 });
    await figma.setStorage('settings', settingsOf(settings));
    await figma.run('open');
    figma.page.setDefaultTimeout(PATIENCE_MS);
    await figma.ui.locator('.p-primary').first().waitFor();
    await go(figma, shotOf(figma, shots));
  } finally {
    await figma.close();
  }
}

function shotOf({ page, setTheme }: Figma, shots: Map<string, Buffer>): Shot {
  return async (state, bringBack) => {
    for (const theme of THEMES) {
      await setTheme(theme);
      await bringBack?.();
      // Until the height of the window has followed.
      await page.waitForTimeout(700);
      const path = join(OUT, `${state}-${theme}.png`);
      shots.set(`${state}-${theme}`, await page.locator('iframe').screenshot({ path }));
      console.log(path);
    }
  };
}

function layOut(pictures: readonly (Buffer | undefined)[], columns: number, theme: Theme) {
  const { width, height, gap } = TILE;
  const known = pictures.filter((picture) => picture !== undefined);
  const tiles = known.map((input, index) => ({
    input,
    left: gap + (index % columns) * (width + gap),
    top: gap + Math.floor(index / columns) * (height + gap),
  }));
  const across = Math.min(columns, known.length);
  const create = {
    width: gap + across * (width + gap),
    height: gap + Math.ceil(known.length / columns) * (height + gap),
    channels: 3 as const,
    background: theme === 'light' ? '#c8c8c8' : '#101010',
  };
  return sharp({ create }).composite(tiles);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
