import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import {
  installLane,
  laneObstacle,
  openWorkbench,
  runInHost,
  startWebServer,
  startWorkbenchBrowser,
  type WebServer,
  type WorkbenchBrowser,
} from '@pastiche/test-fixtures/vscode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildSuite } from './in-host/build-suite.js';
import { packedExtension } from './packed-extension.js';
import { panelOf } from './panel-driver.js';
import { harbourPng } from './test-pictures.js';
import { unpack } from './unpack.js';
import { keepPictures, LAB_MS, ownErrors } from './workbench-lab.js';

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;

describe('in VS Code for the Web, on a virtual file system', () => {
  let root = '';
  let extension = '';
  let browser: WorkbenchBrowser;
  let server: WebServer;
  let start: (more?: { tests: string; port: number }) => Promise<WebServer>;

  beforeAll(async () => {
    if (!chromePath || obstacle) return;
    const lane = await installLane('web', (line) => process.stdout.write(`${line}\n`));
    root = await mkdtemp(join(tmpdir(), 'workbench-web-test-'));
    const folder = join(root, 'workspace');
    await mkdir(folder);
    await writeFile(join(folder, 'harbour.png'), await harbourPng());
    extension = await unpack(await packedExtension(), root);
    await admitOlder(extension);
    start = (more) => startWebServer({ lane, extension, folder, ...more });
    server = await start();
    browser = await startWorkbenchBrowser({ chromePath });
  }, LAB_MS);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(root, { recursive: true, force: true });
  });
  beforeEach(({ skip, task, onTestFailed }) => {
    if (obstacle) skip(obstacle);
    onTestFailed(() => keepPictures({ browser }, task.name));
  });

  it('a right click leads to a painting beside the picture', async () => {
    const { context } = browser;
    const workbench = await openWorkbench({ context, url: server.url });
    const panel = panelOf(workbench);
    await workbench.chooseInMenu(workbench.row('harbour.png'), 'Stylize with Pastiche…');
    await panel.chooseStyle('Woodcut');
    await panel.paintAt(64, 'Draft');
    await panel.stylize();
    await panel.painted();
    await panel.button('Save beside the picture').click();
    await workbench.row('harbour.woodcut.png').dblclick();
    // What the editor's own preview says of the file that was written.
    await workbench.page.getByText('64x48').waitFor();
    expect(workbench.strangers).toEqual([]);
    expect(ownErrors(workbench)).toEqual([]);
    await workbench.close();
  });

  it('the suite passes in its web worker extension host', async () => {
    // At the same address, so that it paints at the size that was set above.
    await server.stop();
    server = await start({ tests: await buildSuite(extension), port: server.port });
    const { context } = browser;
    const { passed, log } = await runInHost({ context, address: `${server.url}/` });
    expect(passed, log.join('\n')).toBe(true);
    expect(log.filter((line) => line.includes('passed: '))).toHaveLength(6);
  });
});

/** The newest VS Code for the Web on npm is older than what the extension promises, and would refuse it. */
async function admitOlder(extension: string): Promise<void> {
  const path = join(extension, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...manifest, engines: { vscode: '^1.91.0' } }));
}
