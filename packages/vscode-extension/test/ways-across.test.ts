import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parsePreset, parseRecipe, readPictureRecipe } from '@pastiche/core/presets';
import { presetToEntries } from '@pastiche/panel/plugin-data';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import { repeated, succeeds } from '@pastiche/test-fixtures/repeated';
import { laneObstacle } from '@pastiche/test-fixtures/vscode';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShareStrings } from '../src/extension/presets/share-strings.js';
import { presetLink } from '../src/extension/sharing/preset-link.js';
import { panelOf } from './panel-driver.js';
import { harbourPng, presetText } from './test-pictures.js';
import {
  keepPictures,
  LAB_MS,
  type LabWindow,
  openLab,
  ownErrors,
  type WorkbenchLab,
} from './workbench-lab.js';

const KEY = 'AbCdEf0123456789ghIJkl';
const TOKEN = 'figd_0123456789-secret';

const SOON = {
  get timeout() {
    return patience(30_000);
  },
};

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;
let lab: WorkbenchLab;
let figma: Figma;

beforeAll(async () => {
  if (!chromePath || obstacle) return;
  figma = await startFigma(await presetText('Dawn'));
  const settings = { 'pastiche.figma.host': figma.url, 'pastiche.presets.location': 'workspace' };
  lab = await openLab({ lane: '139', chromePath, settings });
}, LAB_MS);
afterAll(async () => {
  await lab?.close();
  figma?.server.close();
});
beforeEach(({ skip, task, onTestFailed }) => {
  if (obstacle) skip(obstacle);
  onTestFailed(() => keepPictures(lab, task.name));
});

describe('presets across, in the newest VS Code', () => {
  let window: LabWindow;
  const page = () => window.workbench.page;
  const answer = async (text: string) => {
    const input = page().locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    await input.fill(text);
    await input.press('Enter');
  };
  /** VS Code learns of an extension's editors after its menus; before that the file opens as text. */
  const openFile = async (name: string) => {
    const { workbench } = window;
    const heading = workbench.webview().getByRole('heading').first();
    await workbench.offered(workbench.row('a.png'), 'Stylize with Pastiche…');
    await repeated(`the editor of ${name}`, async () => {
      await workbench.row(name).dblclick();
      if (await succeeds(heading.waitFor({ timeout: patience(15_000) }))) return true;
      await workbench.command('View: Close All Editors');
      return false;
    });
  };
  /** The editor draws a link anew as soon as it is one to click, which no click on an element outlives. */
  const clickAsLink = async (link: Locator) => {
    const { keyboard, mouse } = page();
    const box = await link.boundingBox();
    if (!box) return;
    await keyboard.down('ControlOrMeta');
    await mouse.move(box.x + 20, box.y + box.height / 2);
    await mouse.move(box.x + 25, box.y + box.height / 2);
    const active = page().locator('.detected-link-active').first();
    if (await succeeds(active.waitFor({ timeout: patience(5000) }))) {
      await mouse.down();
      await mouse.up();
    }
    await keyboard.up('ControlOrMeta');
  };
  const presets = () => readdirSync(join(window.folder, '.pastiche')).sort();

  beforeAll(async () => {
    if (obstacle) return;
    window = await lab.open('across', {
      'a.png': await harbourPng(64),
      'harbour.pastiche.json': await presetText('Harbour'),
      'broken.pastiche.json': '{"pastiche"',
      'links.md': `[Sunset](${await linkTo('Sunset')})`,
    });
  });
  afterAll(() => window?.workbench.close());

  it('opens the file of a preset with its picture, and saves it among the presets', async () => {
    const { workbench } = window;
    await openFile('harbour.pastiche.json');
    const shown = workbench.webview();
    expect(await shown.getByRole('heading').first().textContent()).toBe('Harbour');
    const picture = shown.locator('img');
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), SOON)
      .toBeGreaterThan(0);
    await shown.getByRole('button', { name: 'Save to My Presets' }).click();
    await workbench.notification('The preset Harbour was imported.').waitFor();
    expect(presets()).toEqual(['harbour.pastiche.json']);
  });

  it('copies its share string, which comes back from the clipboard', async () => {
    const { workbench } = window;
    await workbench.webview().getByRole('button', { name: 'Copy Share String' }).click();
    await workbench.notification(/share string of harbour\.pastiche\.json/).waitFor();
    writeFileSync(join(window.folder, '.pastiche/harbour.pastiche.json'), await presetText('Quay'));
    await workbench.command('Pastiche: Import Preset from Clipboard');
    await expect.poll(presets, SOON).toEqual(['harbour-2.pastiche.json', 'harbour.pastiche.json']);
  });

  it('asks before it imports the preset of a link that is followed', async () => {
    const { workbench } = window;
    const dialog = page().locator('.monaco-dialog-box', { hasText: 'Import the preset “Sunset”?' });
    // The editor takes the click as one on a link only once it has looked for links anew.
    const follow = () =>
      repeated('a question about the link', async () => {
        const link = page().locator('.detected-link').first();
        if (!(await succeeds(link.waitFor({ timeout: patience(5000) })))) {
          await workbench.row('links.md').dblclick();
          return false;
        }
        if (!(await dialog.isVisible())) await clickAsLink(link);
        const question = dialog.getByText('It comes from a link. Its styles: Waves.');
        return succeeds(question.waitFor({ timeout: patience(5000) }));
      });
    const before = presets();
    await workbench.row('links.md').dblclick();
    await follow();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await follow();
    // It has had the time to follow the link a second time.
    expect(presets()).toEqual(before);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await workbench.notification('The preset Sunset was imported.').waitFor();
    expect(presets()).toEqual([...before, 'sunset.pastiche.json']);
  });

  it('says what is wrong with a damaged file, and opens it as text', async () => {
    const { workbench } = window;
    await openFile('broken.pastiche.json');
    expect(await workbench.webview().getByRole('alert').textContent()).toContain('must be JSON');
    await workbench.webview().getByRole('button', { name: 'Open as Text' }).click();
    await page().locator('.monaco-editor .view-line', { hasText: '{"pastiche"' }).waitFor();
  });

  it('imports presets from a Figma file with one request, and asks before a second', async () => {
    const { workbench } = window;
    await workbench.command('Pastiche: Import Presets from a Figma File…');
    await answer(`https://www.figma.com/design/${KEY}/Harbour?node-id=0-1`);
    await answer(TOKEN);
    const ok = page().locator('.quick-input-widget .quick-input-action', { hasText: 'OK' });
    await ok.click();
    await workbench.notification('The preset Dawn was imported.').waitFor();
    expect(presets()).toContain('dawn.pastiche.json');
    expect(figma.requests).toEqual([
      { path: `/v1/files/${KEY}?plugin_data=shared&depth=1`, token: TOKEN },
    ]);

    await workbench.command('Pastiche: Import Presets from a Figma File…');
    await answer(KEY);
    await page().locator('.quick-input-list', { hasText: 'Ask Figma again' }).waitFor();
    await page()
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Use the answer' })
      .click();
    await ok.click();
    await workbench.notification('The preset Dawn is here already, unchanged.').waitFor();
    expect(figma.requests).toHaveLength(1);
    expect(presets().filter((name) => name.startsWith('dawn'))).toHaveLength(1);
  });

  it('paints anew what a preset made, once it has changed', async () => {
    const { workbench, folder } = window;
    await workbench.chooseInMenu(workbench.row('a.png'), 'Stylize with Pastiche…');
    await panelOf(workbench).paintSmall(48);
    await workbench.chooseInMenu(workbench.row('a.png'), 'Apply Pastiche Preset', 'Apply Preset…');
    await answer('Dawn');
    await workbench.row('a.dawn.png').waitFor({ timeout: patience(120_000) });
    const before = recipeIn(join(folder, 'a.dawn.png'));
    expect([before?.preset?.name, before?.source]).toEqual(['Dawn', 'a.png']);

    const file = join(folder, '.pastiche/dawn.pastiche.json');
    writeFileSync(file, await presetText('Dawn', { strength: 0.9, size: 64, iterations: 12 }));
    await workbench.command('Pastiche: Update Pastiche Results…');
    await page()
      .locator('.quick-input-list .monaco-list-row', { hasText: 'painted with Dawn' })
      .waitFor();
    await page().locator('.quick-input-widget .quick-input-action', { hasText: 'OK' }).click();
    await workbench.row('a.dawn-2.png').waitFor({ timeout: patience(120_000) });
    const after = recipeIn(join(folder, 'a.dawn-2.png'));
    expect(after?.preset?.name).toBe('Dawn');
    expect(after?.preset?.fingerprint).not.toBe(before?.preset?.fingerprint);
    expect(after?.parameters).toEqual({ ...before?.parameters, strength: 0.9 });

    await workbench.command('Pastiche: Update Pastiche Results…');
    await workbench.notification('Paintings that are up to date with their presets: 2').waitFor();
  });

  it('says why Figma refuses', async () => {
    const { workbench } = window;
    // The editor shows three at once; a further one would only be counted.
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('Pastiche: Import Presets from a Figma File…');
    await answer('Unknown0123456789');
    const sentence = 'Figma knows no such file, or hides it from this token; check the address.';
    await workbench.notification(sentence).waitFor();
  });

  it('asked nobody else, and wrote no error of its own to the console', () => {
    expect(window.workbench.strangers).toEqual([]);
    expect(ownErrors(window.workbench)).toEqual([]);
  });
});

/** A link as this VS Code makes and follows it. */
async function linkTo(name: string): Promise<string> {
  const shareString = await createShareStrings().write(await presetText(name));
  return presetLink('code-oss', 'pastiche.pastiche', shareString);
}

interface Figma {
  readonly server: Server;
  readonly url: string;
  readonly requests: { readonly path: string; readonly token: unknown }[];
}

/** Answers as Figma's REST API does about a document with one preset in its shared plugin data. */
async function startFigma(document: string): Promise<Figma> {
  const requests: Figma['requests'] = [];
  const pastiche = Object.fromEntries(
    presetToEntries('dawn', document).map(({ key, value }) => [key, value]),
  );
  expect(parsePreset(document).name).toBe('Dawn');
  const answer = { name: 'Harbour', document: { id: '0:0', sharedPluginData: { pastiche } } };
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', token: request.headers['x-figma-token'] });
    const isKnown = request.url?.includes(KEY);
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? answer : { status: 404, err: 'Not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, requests };
}

function recipeIn(file: string) {
  const text = readPictureRecipe(readFileSync(file));
  return text === null ? null : parseRecipe(text);
}
