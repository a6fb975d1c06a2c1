// Takes a picture of each state of the built plugin's window, in both themes, in the closed simulator of
// Figma, and lays them out on one sheet per theme: pnpm figma && pnpm screenshots:figma [--states ready,done]
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { type Figma, type FigmaOptions, openFigma } from '@pastiche/test-fixtures/figma';
import sharp from 'sharp';

const DIST = resolve(import.meta.dirname, '..', 'packages', 'figma-plugin', 'dist');
const OUT = resolve(import.meta.dirname, '..', 'out', 'figma');
/** Where software draws WebGL, a picture of this size takes half a minute. */
const SETTINGS = {
  version: 1,
  value: {
    format: 1,
    backend: 'webgl',
    network: 'vgg19-lite',
    parameters: { size: 64, iterations: 16 },
  },
};
const PATIENCE_MS = 120_000;

type Theme = 'light' | 'dark';
type Profile = NonNullable<FigmaOptions['profile']>;

interface State {
  readonly selection: readonly string[];
  readonly profile?: Profile;
  readonly settings?: unknown;
  /** What is done before the picture is taken. */
  act?(figma: Figma): Promise<unknown>;
}

const button = ({ ui }: Figma, name: string) => ui.getByRole('button', { name, exact: true });
const stylise = async (figma: Figma) => {
  await figma.ui.getByRole('option', { name: 'Woodcut' }).click();
  const ready = figma.ui.locator('.p-run .p-primary:not([aria-disabled])');
  await ready.click({ timeout: PATIENCE_MS });
};
const finish = async (figma: Figma) => {
  await stylise(figma);
  // In Dev Mode the first action is another one.
  await figma.ui.locator('.p-run [aria-haspopup]').waitFor({ timeout: PATIENCE_MS });
};

const STATES: Readonly<Record<string, State>> = {
  nothing: { selection: [] },
  ready: { selection: ['1:2'] },
  queue: { selection: ['1:2', '1:3', '1:4'] },
  narrow: {
    selection: ['1:2', '1:3'],
    act: ({ page }) =>
      page.locator('iframe').evaluate((frame) => {
        frame.style.width = '300px';
      }),
  },
  running: { selection: ['1:2'], act: stylise },
  done: { selection: ['1:2'], act: finish },
  placed: {
    selection: ['1:2'],
    act: async (figma) => {
      await finish(figma);
      await button(figma, 'Place beside').click();
      await figma.ui.locator('.p-notice').waitFor();
    },
  },
  removed: {
    selection: ['1:2'],
    act: async (figma) => {
      await finish(figma);
      await figma.remove('1:2');
      await figma.ui.locator('.strip-warning:not(:empty)').waitFor({ timeout: 10_000 });
    },
  },
  offline: {
    selection: ['1:2'],
    settings: { ...SETTINGS, value: { ...SETTINGS.value, network: 'vgg19' } },
    act: async (figma) => {
      await stylise(figma);
      await figma.ui.locator('.p-problem').waitFor({ timeout: PATIENCE_MS });
    },
  },
  'dev-mode': { selection: ['1:2'], profile: { editorType: 'dev', readOnly: true }, act: finish },
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { states: { type: 'string', default: Object.keys(STATES).join() } },
  });
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(`The browser is missing: ${NO_CHROMIUM}.`);
  await mkdir(OUT, { recursive: true });
  const [manifest, mainScript, ui] = await Promise.all(
    ['manifest.json', 'main.js', 'ui.html'].map((file) => readFile(join(DIST, file), 'utf8')),
  );
  const artefacts = { manifest, main: mainScript, ui };
  const photo = await readFile(resolve(import.meta.dirname, '..', 'samples', 'street.png'));
  const browser = await launchBrowser(chromePath);
  try {
    for (const theme of ['light', 'dark'] as const) {
      const shots: Buffer[] = [];
      for (const name of values.states.split(',')) {
        const state = STATES[name];
        if (state === undefined) throw new Error(`A state is one of ${Object.keys(STATES)}.`);
        const scene = sceneOf(photo, state.selection);
        const profile = { ...state.profile, theme };
        const figma = await openFigma({ chromePath, browser, artefacts, scene, profile });
        const path = join(OUT, `${name}-${theme}.png`);
        shots.push(await take(figma, state, path));
        console.log(path);
      }
      await layOut(shots, join(OUT, `sheet-${theme}.png`), theme);
    }
  } finally {
    await browser.close();
  }
}

async function take(figma: Figma, state: State, path: string): Promise<Buffer> {
  try {
    await figma.page.setViewportSize({ width: 400, height: 900 });
    await figma.setStorage('settings', state.settings ?? SETTINGS);
    await figma.run('open');
    await figma.ui.locator('.p-primary').first().waitFor({ timeout: PATIENCE_MS });
    await state.act?.(figma);
    // Until the height of the window has followed.
    await figma.page.waitForTimeout(1500);
    return await figma.page.locator('iframe').screenshot({ path });
  } finally {
    await figma.close();
  }
}

function sceneOf(photo: Uint8Array, selection: readonly string[]): FigmaOptions['scene'] {
  const names = ['Street at noon', 'Hero of the landing page with a very long name', 'Card'];
  return {
    images: { 'street.png': photo },
    pages: [
      {
        name: 'Page 1',
        children: names.map((name, index) => ({
          type: 'RECTANGLE',
          id: `1:${index + 2}`,
          name,
          x: index * 700,
          width: 640,
          height: 480,
          fills: [{ type: 'IMAGE', scaleMode: 'FILL', image: 'street.png' }],
        })),
      },
    ],
    selection,
  };
}

async function layOut(shots: readonly Buffer[], path: string, theme: Theme): Promise<void> {
  const background = theme === 'light' ? '#a0a0a0' : '#101010';
  const tiles = shots.map((input, index) => ({
    input,
    left: (index % 5) * 330,
    top: Math.floor(index / 5) * 740,
  }));
  const height = Math.ceil(shots.length / 5) * 740;
  const width = Math.min(5, shots.length) * 330;
  await sharp({ create: { width, height, channels: 3, background } })
    .composite(tiles)
    .png()
    .toFile(path);
  console.log(path);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
