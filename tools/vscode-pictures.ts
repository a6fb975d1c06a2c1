// Takes pictures of a person's way through the extension in a real VS Code, in each of its themes, into
// out/vscode; with --readme also those that the extension's README shows:
// npm run screenshots:vscode -- [--readme] [--themes dark,light] [--vsix file]
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import {
  installLane,
  openWorkbench,
  startWorkbenchBrowser,
  startWorkbenchServer,
  type Workbench,
} from '@pastiche/test-fixtures/vscode';
import sharp from 'sharp';
import { panelOf } from '../packages/vscode-extension/test/panel-driver.js';
import { buildVscode, packageVscode } from '../scripts/build-vscode.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const README = join(ROOT, 'packages/vscode-extension/media/readme');

const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;
type Theme = keyof typeof THEMES;

const VIEWPORT = { width: 1120, height: 700 };
/** Of what is painted, px. */
const SIDE = 256;
/** Of the README's moving picture. */
const MOVING = { width: 800, frameMs: 500, holdMs: 1800, most: 14 };

interface Frame {
  readonly png: Buffer;
  readonly ms: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(ROOT, 'out', 'vscode') },
      themes: { type: 'string', default: Object.keys(THEMES).join() },
      vsix: { type: 'string' },
      readme: { type: 'boolean', default: false },
    },
  });
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(`The browser is missing: ${NO_CHROMIUM}.`);
  const vsix = values.vsix ?? (await packed());
  await mkdir(values.out, { recursive: true });
  const lane = await installLane('139', console.log);
  for (const theme of values.themes.split(',') as Theme[]) {
    const frames = await journey({ lane, vsix, chromePath, theme, out: values.out });
    if (values.readme && theme === 'dark') await writeReadmePictures(frames, values.out);
  }
}

async function packed(): Promise<string> {
  await buildVscode();
  return packageVscode();
}

interface JourneyOptions {
  readonly lane: Awaited<ReturnType<typeof installLane>>;
  readonly vsix: string;
  readonly chromePath: string;
  readonly theme: Theme;
  readonly out: string;
}

/** A right click, a style, a painting, a file; with a picture of each step. */
async function journey({ lane, vsix, chromePath, theme, out }: JourneyOptions): Promise<Frame[]> {
  const settings = {
    'workbench.colorTheme': THEMES[theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
  const server = await startWorkbenchServer({ lane, extensions: [vsix], settings });
  const browser = await startWorkbenchBrowser({ chromePath, viewport: VIEWPORT });
  try {
    const folder = await server.makeWorkspace('assets', {
      'harbour.png': await sample('content.png', 640),
      'street.png': await sample('street.png', 640),
      'notes.md': '# Pictures for the harbour level\n',
    });
    const { context } = browser;
    const workbench = await openWorkbench({ context, url: server.url, folder });
    const frames: Frame[] = [];
    const show = async (name: string, ms: number = MOVING.holdMs) => {
      const png = await workbench.page.screenshot();
      frames.push({ png, ms });
      if (name !== '') await sharp(png).toFile(join(out, `${theme}-${name}.png`));
    };
    await walk(workbench, show);
    return frames;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function walk(
  workbench: Workbench,
  show: (name: string, ms?: number) => Promise<void>,
): Promise<void> {
  const { page } = workbench;
  const panel = panelOf(workbench);
  const picture = workbench.row('harbour.png');
  await workbench.offered(picture, 'Stylize with Pastiche…');
  await picture.click({ button: 'right' });
  const item = page.locator('.monaco-menu .action-label', { hasText: 'Stylize with Pastiche…' });
  await item.hover();
  await show('menu');
  await item.click();
  await panel.chooseStyle('Oil whirls');
  await panel.paintAt(SIDE, 'Draft');
  await workbench
    .webview()
    .getByRole('option', { name: 'Oil whirls', exact: true })
    .scrollIntoViewIfNeeded();
  await workbench.webview().locator('img').nth(9).waitFor();
  await show('panel');
  await panel.stylize();
  await panel.button('Stop and keep').waitFor({ timeout: 90_000 });
  for (let count = 0; count < MOVING.most && (await isPainting(workbench)); count++) {
    await page.waitForTimeout(MOVING.frameMs);
    await show(count === 3 ? 'painting' : '', MOVING.frameMs);
  }
  await panel.painted();
  await page.waitForTimeout(MOVING.frameMs);
  await show('painted');
  await panel.button('Save beside the picture').click();
  await workbench.row('harbour.oil-whirls.png').waitFor();
  await panel.button('Compare before and after').click();
  await page.waitForTimeout(MOVING.frameMs);
  await show('saved');
  await page.getByText('Pastiche Presets').click();
  await page.getByText('Built in').first().waitFor();
  await page.waitForTimeout(MOVING.frameMs);
  await show('presets');
}

function isPainting(workbench: Workbench): Promise<boolean> {
  return panelOf(workbench).button('Stop and keep').isVisible();
}

async function sample(name: string, width: number): Promise<Buffer> {
  return sharp(await readFile(join(ROOT, 'samples', name)))
    .resize(width)
    .png()
    .toBuffer();
}

async function writeReadmePictures(frames: readonly Frame[], out: string): Promise<void> {
  await mkdir(README, { recursive: true });
  const small = await Promise.all(
    frames.slice(0, -1).map(({ png }) => sharp(png).resize(MOVING.width).toBuffer()),
  );
  const delay = frames.slice(0, -1).map(({ ms }) => ms);
  await sharp(small, { join: { animated: true } })
    .gif({ delay, loop: 0, colours: 128, dither: 0.4, interFrameMaxError: 4 })
    .toFile(join(README, 'journey.gif'));
  for (const name of ['menu', 'saved']) {
    await sharp(join(out, `dark-${name}.png`))
      .webp({ quality: 82 })
      .toFile(join(README, `${name}.webp`));
  }
}

await main();
