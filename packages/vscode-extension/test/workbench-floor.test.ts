import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { laneObstacle, runInHost, suiteAddress } from '@pastiche/test-fixtures/vscode';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFindingsIn } from './axe-findings.js';
import { buildSuite } from './in-host/build-suite.js';
import { packedExtension } from './packed-extension.js';
import { panelOf } from './panel-driver.js';
import { harbourPng } from './test-pictures.js';
import { unpack } from './unpack.js';
import { keepPictures, LAB_MS, openLab, ownErrors, type WorkbenchLab } from './workbench-lab.js';

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;

/** A picture at the size of the painting. */
function pixelsOf(file: string) {
  const picture = sharp(readFileSync(file)).resize(64, 48, { kernel: 'linear' });
  return picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
}

const isWellInside = (x: number, y: number) => x >= 18 && x < 46 && y >= 14 && y < 34;
const isBrushed = (x: number) => x < 6;
const isOutside = (x: number, y: number) => x >= 52 || (x >= 18 && (y < 8 || y >= 40));

/** The mean distance of two pictures where something holds. */
function apart(a: Buffer, b: Buffer, holds: (x: number, y: number) => boolean): number {
  const differences = Array.from(a, (value, at) => {
    const pixel = Math.floor(at / 3);
    return holds(pixel % 64, Math.floor(pixel / 64)) ? [Math.abs(value - b[at]!)] : [];
  }).flat();
  return differences.reduce((sum, one) => sum + one, 0) / differences.length;
}

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

  it('a right click leads to a painting beside the picture, its middle kept by the keyboard alone and an edge by the brush', async () => {
    const { workbench } = await lab.open('floor', {});
    const panel = panelOf(workbench);
    await workbench.chooseInMenu(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    await panel.chooseStyle('Woodcut');
    await panel.paintAt(64, 'Draft');
    await panel.protectMiddle();
    await panel.brushLeftEdge();
    expect(await axeFindingsIn(await workbench.webviewFrame())).toEqual([]);
    await panel.stylize();
    await panel.painted();
    await panel.button('Save beside the picture').click();
    await workbench.row('harbour.woodcut.png').waitFor();
    const [harbour, painted] = await Promise.all(
      ['harbour.png', 'harbour.woodcut.png'].map((name) => pixelsOf(join(folder, name))),
    );
    expect(painted!.info).toMatchObject({ width: 64, height: 48 });
    // A quarter of the picture, in its middle, stays as it was.
    expect(apart(harbour!.data, painted!.data, isWellInside)).toBeLessThan(3);
    expect(apart(harbour!.data, painted!.data, isBrushed)).toBeLessThan(3);
    expect(apart(harbour!.data, painted!.data, isOutside)).toBeGreaterThan(10);
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
