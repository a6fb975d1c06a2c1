import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parsePreset,
  parsePresetString,
  parseRecipe,
  presetFingerprint,
  readPictureRecipe,
} from '@pastiche/core/presets';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { NodeDifference, SceneDescription } from '@pastiche/test-fixtures/figma';
import { type LoopbackServer, loopbackServer } from '@pastiche/test-fixtures/loopback-server';
import { laneObstacle } from '@pastiche/test-fixtures/vscode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, runProgram } from '../../packages/cli/test/built-program.js';
import { openPlugin, PATIENCE, STYLE } from '../../packages/figma-plugin/test/open-plugin.js';
import { panelOf } from '../../packages/vscode-extension/test/panel-driver.js';
import { styleDistance } from '../../packages/vscode-extension/test/style-distance.js';
import { harbourPng } from '../../packages/vscode-extension/test/test-pictures.js';
import {
  keepPictures,
  LAB_MS,
  type LabWindow,
  openLab,
  ownErrors,
  type WorkbenchLab,
} from '../../packages/vscode-extension/test/workbench-lab.js';
import { dropOnShelf, pasteText } from './both-hosts/give-to-panel.js';
import { largestDifference } from './both-hosts/largest-difference.js';

const KEY = 'AbCdEf0123456789ghIJkl';
const NAME = 'Harbour whirls';
const FILE = 'harbour-whirls.pastiche.json';

/** What no preset decides, the same everywhere; the plain processor is the one backend that all have. */
const SIZE = 64;
const ITERATIONS = 4;
/** Levels of 255 by which one pixel may differ on one machine and one backend. */
const TOLERANCE = 1;

const OIL_WHIRLS = new URL('../../packages/core/data/styles/oil-whirls.webp', import.meta.url);

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;

describe('one preset, both hosts', () => {
  const files: Record<string, Uint8Array> = {};
  let api: LoopbackServer;
  let lab: WorkbenchLab;
  let window: LabWindow;
  let harbour: Uint8Array;
  const exported = { file: '', shareString: '' };

  beforeAll(async () => {
    if (!chromePath || obstacle) return;
    buildProgram();
    harbour = await harbourPng(SIZE);
    api = await loopbackServer(files);
    const host = api.url.replace(/\/$/, '');
    const settings = { 'pastiche.figma.host': host, 'pastiche.presets.location': 'workspace' };
    lab = await openLab({ lane: '139', chromePath, settings });
    window = await lab.open('assets', { 'harbour.png': harbour });
  }, LAB_MS);
  afterAll(async () => {
    await lab?.close();
    await api?.close();
  });
  beforeEach(({ skip, task, onTestFailed }) => {
    if (obstacle) skip(obstacle);
    onTestFailed(() => keepPictures(lab, task.name));
  });

  it('is made in Figma and saved to the document', async () => {
    const plugin = await openFile(harbour);
    await plugin.begin('image');
    await plugin.choose(STYLE);
    const strength = plugin.ui.getByLabel('Strength, exact value');
    await strength.fill('80');
    await strength.press('Enter');
    await plugin.button('Save as preset…').click();
    await plugin.ui.getByLabel('Name of the preset').fill(NAME);
    await plugin.button('Save').click();
    await plugin.ui.getByText(`The preset ${NAME} is on the shelf.`).first().waitFor(PATIENCE);
    expect(await plugin.undoSteps()).toBe(1);
    await plugin.expectClean();
    const { file } = await plugin.restDump();
    files[`v1/files/${KEY}`] = Buffer.from(JSON.stringify(file));
  });

  it('is imported from the Figma file in VS Code', async () => {
    const { workbench, folder } = window;
    const { page } = workbench;
    const answer = async (text: string) => {
      const input = page.locator('.quick-input-widget:visible input').first();
      await input.waitFor();
      await input.fill(text);
      await input.press('Enter');
    };
    await workbench.command('Pastiche: Import Presets from a Figma File…');
    await answer(`https://www.figma.com/design/${KEY}/Harbour`);
    await answer('figd_0123456789-secret');
    await page.locator('.quick-input-widget .quick-input-action', { hasText: 'OK' }).click();
    await workbench.notification(`The preset ${NAME} was imported.`).waitFor();
    expect(api.requests.map(({ file }) => file)).toEqual([`v1/files/${KEY}`]);
    const preset = parsePreset(readFileSync(join(folder, '.pastiche', FILE), 'utf8'));
    expect(preset).toMatchObject({ name: NAME, parameters: { strength: 0.8 } });
    expect(preset.styles[0].picture?.bytes.length).toBeGreaterThan(1000);
  });

  it('stylizes a file there', async () => {
    const { workbench, folder } = window;
    const panel = panelOf(workbench);
    await workbench.chooseInMenu(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    await panel.chooseStyle(NAME);
    await panel.paintSmall(SIZE);
    const shown = workbench.webview();
    await shown.locator('summary', { hasText: 'Advanced' }).click();
    await shown.getByLabel('Iterations', { exact: true }).fill(String(ITERATIONS));
    await shown.getByLabel('Iterations', { exact: true }).press('Enter');
    await shown.getByLabel('Compute on').selectOption({ label: 'Processor (plain)' });
    await panel.stylize();
    await panel.painted();
    await panel.button('Save beside the picture').click();
    await workbench.row('harbour.harbour-whirls.png').waitFor();

    const painting = painted();
    const style = readFileSync(OIL_WHIRLS);
    expect(await largestDifference(painting, harbour)).toBeGreaterThan(8);
    expect(await styleDistance(painting, style)).toBeLessThan(await styleDistance(harbour, style));
    const preset = parsePreset(readFileSync(join(folder, '.pastiche', FILE), 'utf8'));
    expect(recipeIn(painting)).toMatchObject({
      network: 'vgg19-lite',
      preset: { name: NAME, fingerprint: presetFingerprint(preset) },
      parameters: { strength: 0.8, size: SIZE, iterations: ITERATIONS },
    });
  });

  it('is exported as a file and as a share string', async () => {
    const { workbench, folder } = window;
    const { page } = workbench;
    await workbench
      .webview()
      .getByRole('button', { name: `Copy share string of ${NAME}` })
      .click();
    const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
    await expect.poll(clipboard).toMatch(/^pastiche:1:/);
    exported.shareString = await clipboard();
    await page.getByText('Pastiche Presets').first().click();
    const row = page.locator('.pane .monaco-list-row', { hasText: NAME }).first();
    await workbench.chooseInMenu(row, 'Export');
    const place = page.locator('.quick-input-widget:visible input').first();
    await expect.poll(() => place.inputValue()).toContain(FILE);
    await place.press('Enter');
    await workbench.row(FILE).waitFor();
    exported.file = readFileSync(join(folder, FILE), 'utf8');
    const preset = parsePreset(exported.file);
    expect(await parsePresetString(exported.shareString)).toEqual(preset);
    expect(ownErrors(workbench)).toEqual([]);
    expect(workbench.strangers).toEqual([]);
  });

  it('restyles a frame in another Figma file to the same picture', async () => {
    const plugin = await openFile(harbour);
    await plugin.begin('image');
    const preset = plugin.ui.getByRole('option', { name: NAME, exact: true });
    const isChosen = () => preset.getAttribute('aria-selected');
    expect(await preset.count()).toBe(0);
    await dropOnShelf(plugin, FILE, exported.file);
    await expect.poll(isChosen, PATIENCE).toBe('true');
    await plugin.choose('Woodcut');
    expect(await isChosen()).toBe('false');
    await pasteText(plugin, exported.shareString);
    await expect.poll(isChosen, PATIENCE).toBe('true');
    expect(await preset.count()).toBe(1);

    await plugin.paint();
    await plugin.place('Place beside');
    const [added] = await plugin.difference().then((all) => all.filter(isAdded));
    const placed = await plugin.image((added.node.fills as [ImagePaint])[0].imageHash);
    expect(await largestDifference(placed!, painted())).toBeLessThanOrEqual(TOLERANCE);
    await plugin.expectClean();
  });

  it('gives the same picture on the command line, and another one with another strength', async () => {
    const paint = async (output: string, ...more: string[]) => {
      const options = ['--backend=cpu', '--network=vgg19-lite', ...more];
      const amount = [`--size=${SIZE}`, `--iterations=${ITERATIONS}`];
      const args = ['stylize', 'harbour.png', '--style', FILE, '-o', output, ...options, ...amount];
      expect(await runProgram(args, { cwd: window.folder })).toMatchObject({ code: 0 });
      return readFileSync(join(window.folder, output));
    };
    const same = await largestDifference(await paint('same.png'), painted());
    expect(same).toBeLessThanOrEqual(TOLERANCE);
    const other = await largestDifference(await paint('other.png', '--strength=0.5'), painted());
    expect(other).toBeGreaterThan(TOLERANCE);
  });

  function painted(): Uint8Array {
    return readFileSync(join(window.folder, 'harbour.harbour-whirls.png'));
  }
});

/** A file with one frame, which the picture fills. */
function openFile(picture: Uint8Array) {
  const fill = { type: 'IMAGE', scaleMode: 'FILL', image: 'harbour.png' } as const;
  const frame = { type: 'FRAME', id: '1:2', name: 'Harbour', width: 64, height: 48 } as const;
  const scene: SceneDescription = {
    images: { 'harbour.png': picture },
    pages: [{ name: 'Page 1', children: [{ ...frame, fills: [fill] }] }],
    selection: ['1:2'],
  };
  return openPlugin({ scene, parameters: { size: SIZE, iterations: ITERATIONS } });
}

interface ImagePaint {
  readonly imageHash: string;
}

function isAdded(one: NodeDifference): one is NodeDifference & { readonly change: 'added' } {
  return one.change === 'added';
}

function recipeIn(file: Uint8Array) {
  const text = readPictureRecipe(file);
  return text === null ? null : parseRecipe(text);
}
