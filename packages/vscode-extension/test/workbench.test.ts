import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import { laneObstacle } from '@pastiche/test-fixtures/vscode';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDrivenSuite } from './in-host/run-driven-suite.js';
import { keyboardOf } from './keyboard.js';
import { packedExtension } from './packed-extension.js';
import { panelOf } from './panel-driver.js';
import { styleDistance } from './style-distance.js';
import { harbourPng, presetText, truncatedPng } from './test-pictures.js';
import {
  keepPictures,
  LAB_MS,
  type LabWindow,
  openLab,
  ownErrors,
  type WorkbenchLab,
} from './workbench-lab.js';

const OIL_WHIRLS = new URL('../../core/data/styles/oil-whirls.webp', import.meta.url);

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;
let lab: WorkbenchLab;
let vsix = '';

beforeAll(async () => {
  if (!chromePath || obstacle) return;
  vsix = await packedExtension();
  lab = await openLab({ lane: '139', chromePath, extensions: [vsix] });
}, LAB_MS);
afterAll(() => lab?.close());
beforeEach(({ skip, task, onTestFailed }) => {
  if (obstacle) skip(obstacle);
  onTestFailed(() => keepPictures(lab, task.name));
});

describe('from a right click to a painting, in the newest VS Code', () => {
  let window: LabWindow;
  const panel = () => panelOf(window.workbench);

  beforeAll(async () => {
    if (obstacle) return;
    window = await lab.open('journey', {
      'harbour.png': await harbourPng(),
      'boat.png': await harbourPng(64),
      'CAT.JPG': 'not read',
      'note.txt': 'a note',
      '.vscode/settings.json': '{ "pastiche.presets.location": "workspace" }',
    });
  });
  afterAll(() => window?.workbench.close());

  it('offers itself for images alone', async () => {
    const { workbench } = window;
    await workbench.offered(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    expect(await workbench.menuItems(workbench.row('CAT.JPG'))).toContain('Stylize with Pastiche…');
    const offered = await workbench.menuItems(workbench.row('note.txt'));
    expect(offered.filter((item) => /Pastiche|Use as Style/.test(item))).toEqual([]);
    expect(offered.length).toBeGreaterThan(5);
  });

  it('has an icon above the editor’s preview of a picture, and an item in the menu of its tab', async () => {
    const { workbench } = window;
    const item = 'Stylize with Pastiche…';
    const icon = workbench.page.locator(`.editor-actions .action-label[aria-label="${item}"]`);
    const menuOfTab = async (name: string) => workbench.menuItems(workbench.tab(name));
    await workbench.row('note.txt').dblclick();
    expect(await menuOfTab('note.txt')).not.toContain(item);
    expect(await icon.count()).toBe(0);
    await workbench.row('harbour.png').dblclick();
    await icon.waitFor();
    expect(await menuOfTab('harbour.png')).toContain(item);
    await icon.click();
    await workbench.tab(/^Pastiche: harbour\.png/).waitFor();
    await workbench.tab('note.txt').click();
    await icon.waitFor({ state: 'detached' });
  });

  it('paints in a built-in style, with a live preview', async () => {
    const { workbench } = window;
    await workbench.chooseInMenu(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    await panel().chooseStyle('Oil whirls');
    await panel().paintAt(96, 'Draft');
    await expect.poll(async () => new Set(await panel().pixels()).size).toBeGreaterThan(8);
    const before = await panel().pixels();
    await panel().stylize();
    await workbench.tab(/^\d+ % harbour\.png/).waitFor();
    await expect.poll(() => panel().pixels(), { timeout: patience(180_000) }).not.toEqual(before);
    await panel().painted();
    await workbench.tab(/^Pastiche: harbour\.png/).waitFor();
  });

  it('saves it beside the picture, nearer to the style than the picture was', async () => {
    const { workbench, folder } = window;
    await panel().button('Save beside the picture').click();
    await workbench.row('harbour.oil-whirls.png').waitFor();
    const painting = readFileSync(join(folder, 'harbour.oil-whirls.png'));
    const { width, height, format } = await sharp(painting).metadata();
    expect({ width, height, format }).toEqual({ width: 96, height: 72, format: 'png' });

    const style = readFileSync(OIL_WHIRLS);
    const original = readFileSync(join(folder, 'harbour.png'));
    expect(original.equals(await harbourPng())).toBe(true);
    const before = await styleDistance(original, style);
    expect(await styleDistance(painting, style)).toBeLessThan(before / 2);
  });

  it('saves a second time under the next free name', async () => {
    await panel().button('Save beside the picture').click();
    await window.workbench.row('harbour.oil-whirls-2.png').waitFor();
  });

  it('copies it to the clipboard, as a PNG', async () => {
    const { workbench } = window;
    await panel().button('More').click();
    await workbench.webview().getByRole('menuitem', { name: 'Copy picture' }).click();
    await panel().text('The picture is on the clipboard.').waitFor();
    const png = await workbench.page.evaluate<number[]>(`navigator.clipboard.read()
      .then(([item]) => item.getType('image/png'))
      .then(async (blob) => [...new Uint8Array(await blob.arrayBuffer())])`);
    const { width, height, format } = await sharp(Uint8Array.from(png)).metadata();
    expect({ width, height, format }).toEqual({ width: 96, height: 72, format: 'png' });
  });

  it('copies it as a data URI, and saves and copies it as a picture in Markdown', async () => {
    const { workbench, folder } = window;
    const copied = () => workbench.page.evaluate<string>('navigator.clipboard.readText()');
    const choose = async (name: string) => {
      await panel().button('More').click();
      await workbench.webview().getByRole('menuitem', { name }).click();
    };
    await choose('Copy as data URI');
    await panel().text('The picture is on the clipboard as a data URI of').waitFor();
    const [kind, data] = (await copied()).split(',');
    expect(kind).toBe('data:image/webp;base64');
    const { width, height } = await sharp(Buffer.from(data ?? '', 'base64')).metadata();
    expect({ width, height }).toEqual({ width: 96, height: 72 });
    await choose('Copy as Markdown image');
    await workbench.row('harbour.oil-whirls-3.png').waitFor();
    await expect.poll(copied).toBe('![harbour.oil-whirls-3](/harbour.oil-whirls-3.png)');
    expect(readdirSync(folder)).toContain('harbour.oil-whirls-3.png');
  });

  it('keeps a preset of the workspace, which is there and applied after a reload', async () => {
    const { workbench, folder } = window;
    await panel().button('Save as preset…').click();
    await workbench.webview().getByLabel('Name of the preset').fill('Evening whirls');
    await workbench
      .webview()
      .locator('.p-preset-form button', { hasText: /^Save$/ })
      .click();
    await panel().text('The preset Evening whirls is on the shelf.').waitFor();
    expect(readdirSync(join(folder, '.pastiche'))).toEqual(['evening-whirls.pastiche.json']);

    await workbench.reload('pastiche.panel', 'journey/harbour.png');
    const restored = workbench.webview().getByRole('option', { name: 'Oil whirls', exact: true });
    await expect
      .poll(() => restored.getAttribute('aria-selected'), { timeout: patience(180_000) })
      .toBe('true');
    await panel().chooseStyle('Woodcut');
    await panel().chooseStyle('Evening whirls');
    const side = workbench.webview().getByLabel('Long side, px');
    await expect.poll(() => side.inputValue()).toBe('96');
    await panel().stylize();
    await panel().painted();
    await panel().button('Save beside the picture').click();
    await workbench.row('harbour.evening-whirls.png').waitFor();
  });

  it('needs no mouse, from the Explorer to the file', async () => {
    const { workbench } = window;
    const keyboard = keyboardOf(workbench);
    await keyboard.moveToRow('boat.png');
    await keyboard.chooseInMenu('Stylize with Pastiche…');
    await workbench.tab(/^Pastiche: boat\.png/).waitFor();
    await panel()
      .text('boat.png')
      .waitFor({ timeout: patience(90_000) });
    await keyboard.tabTo('option', /./);
    await keyboard.press('Home');
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    const stylize = panel().button(/^Stylize$/);
    await expect.poll(() => stylize.isEnabled(), { timeout: patience(90_000) }).toBe(true);
    await keyboard.tabTo('button', /^Stylize$/);
    await keyboard.press('Enter');
    await panel().painted();
    await keyboard.tabTo('button', /^Save beside the picture$/);
    await keyboard.press('Enter');
    const shown = '.monaco-list:focus .focused[aria-label^="boat.palette-knife.png"]';
    await workbench.page.locator(shown).waitFor();
  });

  it('asked nobody but its own server, and wrote no error', () => {
    expect(window.workbench.strangers).toEqual([]);
    expect(ownErrors(window.workbench)).toEqual([]);
  });
});

it('the suite passes in its Node extension host, and what may not be written to is saved elsewhere', async () => {
  const { passed, log } = await runDrivenSuite(lab, vsix);
  expect(passed, log.join('\n')).toBe(true);
  expect(log.filter((line) => line.includes('passed: '))).toHaveLength(7);
});

describe('several pictures at once', () => {
  let window: LabWindow;

  beforeAll(async () => {
    if (obstacle) return;
    window = await lab.open('batch', {
      'a.png': await harbourPng(),
      'b.png': await truncatedPng(),
      'c.png': await harbourPng(64),
      'note.txt': 'a note',
      '.pastiche/waves.pastiche.json': await presetText('Waves'),
    });
  });
  afterAll(() => window?.workbench.close());

  it('are one batch, whose broken picture is named at the end', async () => {
    const { workbench, folder } = window;
    await paintAt('a.png', 64, 'Draft');
    await apply('Waves');
    const outcome = workbench.notification('2 of 3 pictures were painted.');
    await outcome.waitFor({ timeout: patience(180_000) });
    expect(await outcome.textContent()).toMatch(/b\.png: [^.]*\./);
    await outcome.getByRole('button', { name: 'Show in Explorer' }).waitFor();
    expect(files(folder, /waves/)).toEqual(['a.waves.png', 'c.waves.png']);
    await workbench.row('a.waves.png').waitFor();
  });

  it('leave no file when they are cancelled', async () => {
    const { workbench, folder } = window;
    const before = files(folder);
    // Not one of those that are selected: they would be a batch.
    await paintAt('a.waves.png', 256, 'High');
    await apply('Waves');
    const progress = workbench.notification('1 of 3: a.png');
    await progress.waitFor({ timeout: patience(180_000) });
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await workbench
      .notification('Cancelled; nothing was painted.')
      .waitFor({ timeout: patience(180_000) });
    expect(files(folder)).toEqual(before);
    expect(ownErrors(workbench)).toEqual([]);
  });

  /** Batches take their size from what was set in a panel last. */
  async function paintAt(name: string, side: number, quality: 'Draft' | 'High'): Promise<void> {
    const { workbench } = window;
    await workbench.chooseInMenu(workbench.row(name), 'Stylize with Pastiche…');
    await panelOf(workbench).paintAt(side, quality);
    await workbench.command('View: Close Editor');
  }

  async function apply(preset: string): Promise<void> {
    const { workbench } = window;
    const row = (name: string) => workbench.row(name);
    await workbench.offered(row('a.png'), 'Apply Pastiche Preset');
    await workbench.select('a.png', 'b.png', 'c.png', 'note.txt');
    await workbench.chooseInMenu(row('c.png'), 'Apply Pastiche Preset', 'Apply Preset…');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: preset }).click();
  }
});

describe('a painting under way', () => {
  let window: LabWindow;
  const panel = () => panelOf(window.workbench);

  beforeAll(async () => {
    if (obstacle) return;
    window = await lab.open('long', { 'harbour.png': await harbourPng() });
  });
  afterAll(() => window?.workbench.close());

  it('goes on after the window was reloaded', async () => {
    const { workbench, folder } = window;
    await workbench.chooseInMenu(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    await panel().chooseStyle('Oil whirls');
    await panel().paintAt(256, 'High');
    await panel().stylize();
    await workbench.tab(/^[1-9]\d* % harbour\.png/).waitFor({ timeout: patience(180_000) });

    await workbench.reload('pastiche.panel', 'long/harbour.png');
    await workbench.tab(/^\d+ % harbour\.png/).waitFor({ timeout: patience(180_000) });
    await panel()
      .button('Stop and keep')
      .click({ timeout: patience(180_000) });
    await panel().painted();
    await panel().button('Save beside the picture').click();
    await workbench.row('harbour.oil-whirls.png').waitFor();
    expect(files(folder)).toEqual(['harbour.oil-whirls.png', 'harbour.png']);
  });

  it('leaves no file when it is cancelled', async () => {
    const { folder } = window;
    const before = files(folder);
    await panel().stylize();
    await panel()
      .button('Cancel')
      .click({ timeout: patience(180_000) });
    await panel()
      .text('Cancelled. Nothing was kept.')
      .waitFor({ timeout: patience(180_000) });
    expect(files(folder)).toEqual(before);
    expect(ownErrors(window.workbench)).toEqual([]);
  });
});

function files(folder: string, pattern = /./): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}
