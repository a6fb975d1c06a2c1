import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { laneObstacle, runInHost, suiteAddress } from '@pastiche/test-fixtures/vscode';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildSuite } from './in-host/build-suite.js';
import { packedExtension } from './packed-extension.js';
import { panelOf } from './panel-driver.js';
import { harbourPng } from './test-pictures.js';
import { unpack } from './unpack.js';
import { keepPictures, LAB_MS, openLab, ownErrors, type WorkbenchLab } from './workbench-lab.js';

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;

describe('in the oldest VS Code that the extension promises', () => {
  let lab: WorkbenchLab;
  let vsix = '';
  let folder = '';

  beforeAll(async () => {
    if (!chromePath || obstacle) return;
    vsix = await packedExtension();
    lab = await openLab({ lane: '100', chromePath, extensions: [vsix] });
    folder = await lab.server.makeWorkspace('floor', { 'harbour.png': await harbourPng() });
  }, LAB_MS);
  afterAll(() => lab?.close());
  beforeEach(({ skip, task, onTestFailed }) => {
    if (obstacle) skip(obstacle);
    onTestFailed(() => keepPictures(lab, task.name));
  });

  it('a right click leads to a painting beside the picture', async () => {
    const { workbench } = await lab.open('floor', {});
    const panel = panelOf(workbench);
    await workbench.chooseInMenu(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    await panel.chooseStyle('Woodcut');
    await panel.paintAt(64, 'Draft');
    await panel.stylize();
    await panel.painted();
    await panel.button('Save beside the picture').click();
    await workbench.row('harbour.woodcut.png').waitFor();
    const { width, height } = await sharp(
      readFileSync(join(folder, 'harbour.woodcut.png')),
    ).metadata();
    expect([width, height]).toEqual([64, 48]);
    expect(workbench.strangers).toEqual([]);
    expect(ownErrors(workbench)).toEqual([]);
    await workbench.close();
  });

  it('the suite passes in its Node extension host', async () => {
    const { context } = lab.browser;
    const tests = await buildSuite(lab.server.root);
    const extension = await unpack(vsix, lab.server.root);
    const address = suiteAddress(lab.server.url, { folder, extension, tests });
    const { passed, log } = await runInHost({ context, address });
    expect(passed, log.join('\n')).toBe(true);
    expect(log.filter((line) => line.includes('passed: '))).toHaveLength(6);
  });
});
