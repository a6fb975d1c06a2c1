import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { patience } from '@pastiche/test-fixtures/patience';
import { laneObstacle } from '@pastiche/test-fixtures/vscode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { panelOf } from './panel-driver.js';
import { harbourPng } from './test-pictures.js';
import {
  keepPictures,
  LAB_MS,
  type LabWindow,
  openLab,
  ownErrors,
  type WorkbenchLab,
} from './workbench-lab.js';

const LONG_NAME = 'quarterly-report-of-the-harbour-authority-with-all-annexes-scan-07.png';

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;
let lab: WorkbenchLab;

beforeAll(async () => {
  if (!chromePath || obstacle) return;
  lab = await openLab({ lane: '139', chromePath });
}, LAB_MS);
afterAll(() => lab?.close());
beforeEach(({ skip, task, onTestFailed }) => {
  if (obstacle) skip(obstacle);
  onTestFailed(() => keepPictures(lab, task.name));
});

describe('pictures whose names do not tell all', () => {
  let window: LabWindow;
  const panel = () => panelOf(window.workbench);
  const isThere = (path: string) => existsSync(join(window.folder, path));

  beforeAll(async () => {
    if (obstacle) return;
    window = await lab.open('names', {
      'aa/pic.png': await harbourPng(),
      'bb/pic.png': await harbourPng(64),
      'top.png': await harbourPng(64),
      [`cc/${LONG_NAME}`]: await harbourPng(64),
    });
  });
  afterAll(() => window?.workbench.close());

  it('keep their paintings apart, though called alike, when one is opened while the other is painted', async () => {
    const { workbench, folder } = window;
    await workbench.row('aa').click();
    await workbench.chooseInMenu(workbench.row('pic.png'), 'Stylize with Pastiche…');
    await panel().chooseStyle('Woodcut');
    await panel().paintAt(256, 'High');
    await panel().stylize();
    await workbench.tab(/^[1-9]\d* % pic\.png/).waitFor({ timeout: patience(180_000) });
    await panel().button('Open another picture…').click();
    const place = workbench.page.locator('.quick-input-widget:visible input').first();
    await place.waitFor();
    await place.fill(join(folder, 'bb/pic.png'));
    await place.press('Enter');
    await panel().text('The new picture is taken up when this painting has ended.').waitFor();
    await panel().button('Stop and keep').click();
    await panel().painted();
    await panel().button('Save beside the picture').click();
    await panel().text('Saved as pic.woodcut.png.').waitFor();
    expect([isThere('aa/pic.woodcut.png'), isThere('bb/pic.woodcut.png')]).toEqual([true, false]);
  });

  it('have panels whose titles tell those apart that are called alike', async () => {
    const { workbench } = window;
    await workbench.tab(/^Pastiche: pic\.png/).waitFor();
    await workbench.chooseInMenu(workbench.row('pic.png'), 'Stylize with Pastiche…');
    await workbench.tab(/^Pastiche: aa\/pic\.png/).waitFor();
    await workbench.tab(/^Pastiche: bb\/pic\.png/).waitFor();
  });

  it('are replaced where the question says, and brought back; a server has no trash', async () => {
    const { workbench, folder } = window;
    const original = readFileSync(join(folder, 'aa/pic.png'));
    await workbench.tab(/^Pastiche: aa\/pic\.png/).click();
    await panel().chooseStyle('Woodcut');
    await panel().paintSmall(64);
    await panel().stylize();
    await panel().painted();
    await panel().button('More').click();
    await workbench.webview().getByRole('menuitem', { name: 'Replace the original…' }).click();
    const question = workbench.page.locator('.monaco-dialog-box');
    await question.waitFor();
    const detail = await question.textContent();
    expect(detail).toContain('Folder: names/aa');
    expect(detail).toContain('it has 64 × 48 px, the original 96 × 72 px.');
    expect(detail).toContain('the original is kept beside it as pic.original.png.');
    await question.getByRole('button', { name: 'Replace' }).click();
    await panel().text('pic.png is replaced; the original is kept beside it').waitFor();
    expect(readFileSync(join(folder, 'aa/pic.original.png')).equals(original)).toBe(true);
    expect(readFileSync(join(folder, 'aa/pic.png')).equals(original)).toBe(false);

    await workbench.command('Pastiche: Undo Last Replacement');
    await workbench
      .notification('pic.png is the original again; the painting is kept as')
      .waitFor();
    expect(readFileSync(join(folder, 'aa/pic.png')).equals(original)).toBe(true);
    expect(isThere('aa/pic.original.png')).toBe(false);
  });

  it('keep the name of the style in the names of their paintings, however long their own is', async () => {
    const { workbench } = window;
    await workbench.row('cc').click();
    await workbench.chooseInMenu(workbench.row(LONG_NAME), 'Stylize with Pastiche…');
    await panel().chooseStyle('Woodcut');
    await panel().paintSmall(64);
    await panel().stylize();
    await panel().painted();
    await panel().button('Save beside the picture').click();
    await panel()
      .text(/^Saved as quarterly-report-.*\.woodcut\.png\.$/)
      .waitFor();
  });

  it('are offered the preset that a panel painted with last, in a new window too', async () => {
    const { workbench } = window;
    await workbench.command('View: Close All Editors');
    await workbench.reload('recentPresets', 'built-in:woodcut');
    await workbench.chooseInMenu(workbench.row('top.png'), 'Apply Pastiche Preset', 'Woodcut');
    await workbench.row('top.woodcut.png').waitFor({ timeout: patience(180_000) });
    await workbench.reload('recentPresets', 'built-in:woodcut');
    await workbench.command('Pastiche: Apply Last Used Preset');
    await workbench.page
      .locator('.quick-input-widget:visible', { hasText: 'Choose a picture' })
      .waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('wrote no error', () => {
    expect(readdirSync(window.folder).sort()).toEqual([
      'aa',
      'bb',
      'cc',
      'top.png',
      'top.woodcut.png',
    ]);
    expect(ownErrors(window.workbench)).toEqual([]);
  });
});
