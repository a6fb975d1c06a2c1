import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { type LoopbackServer, loopbackServer } from '@pastiche/test-fixtures/loopback-server';
import { patience } from '@pastiche/test-fixtures/patience';
import {
  laneObstacle,
  mountObstacle,
  openWorkbench,
  startWorkbenchBrowser,
  type Workbench,
} from '@pastiche/test-fixtures/vscode';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { panelOf } from './panel-driver.js';
import { harbourPng, truncatedPng } from './test-pictures.js';
import { keepPictures, LAB_MS, openLab, ownErrors, type WorkbenchLab } from './workbench-lab.js';

/** Room for a small picture, but for no painting, bytes. */
const FULL_BYTES = 8192;

const chromePath = chromiumPath();
const obstacle = chromePath ? laneObstacle() : NO_CHROMIUM;
const unmountable = mountObstacle();
let lab: WorkbenchLab;
let mirror: LoopbackServer;

beforeAll(async () => {
  if (!chromePath || obstacle) return;
  mirror = await loopbackServer({ 'model.json': Buffer.from('{}') });
  const workspace = { 'tiny.png': await tinyPng() };
  lab = await openLab({
    lane: '139',
    chromePath,
    trust: 'restricted',
    settings: {
      'security.workspace.trust.startupPrompt': 'never',
      'pastiche.weights.source': mirror.url,
    },
    ...(unmountable
      ? {}
      : {
          workspaces: { locked: workspace, full: workspace },
          mounts: {
            locked: { bytes: 1_048_576, readOnly: true },
            full: { bytes: FULL_BYTES, readOnly: false },
          },
        }),
  });
}, LAB_MS);
afterAll(async () => {
  await lab?.close();
  await mirror?.close();
});
beforeEach(({ skip, task, onTestFailed }) => {
  if (obstacle) skip(obstacle);
  onTestFailed(() => keepPictures(lab, task.name));
});

describe('in Restricted Mode', () => {
  let workbench: Workbench;
  let folder = '';
  const panel = () => panelOf(workbench);

  beforeAll(async () => {
    if (obstacle) return;
    const window = await lab.open('restricted', {
      'harbour.png': await harbourPng(),
      'broken.png': await truncatedPng(),
      '.vscode/settings.json': '{ "pastiche.output.folder": "/elsewhere" }',
    });
    ({ workbench, folder } = window);
  });
  afterAll(() => workbench?.close());

  it('paints and saves, and takes no folder from the workspace', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await stylize('harbour.png', 'Woodcut', workbench);
    await panel().painted();
    await panel().button('Save beside the picture').click();
    await workbench.row('harbour.woodcut.png').waitFor();
  });

  it('keeps a picture that is deleted while it is painted', async () => {
    await panel().chooseStyle('Oil whirls');
    await panel().paintAt(256, 'High');
    await panel().stylize();
    await panel()
      .button('Stop and keep')
      .waitFor({ timeout: patience(180_000) });
    rmSync(join(folder, 'harbour.png'));
    const sentence = 'harbour.png was deleted; the panel keeps it until it is closed.';
    await workbench.notification(sentence).waitFor();
    await panel().button('Stop and keep').click();
    await panel().painted();
    await panel().button('Save beside the picture').click();
    await workbench.row('harbour.oil-whirls.png').waitFor();
    await sharp(readFileSync(join(folder, 'harbour.oil-whirls.png'))).stats();
  });

  it('says what is wrong with a damaged picture', async () => {
    await workbench.chooseInMenu(workbench.row('broken.png'), 'Stylize with Pastiche…');
    await panel()
      .text('broken.png could not be read')
      .waitFor({ timeout: patience(180_000) });
    expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual(['broken.png']);
  });

  it.each([
    [
      'has none of it',
      { status: 404 },
      'answered 404 Not Found, expected 200 or 206; check the address.',
    ],
    [
      'has something else',
      {},
      'model.json has 2 bytes, expected 25990; it is cut short or another file, fetch it again.',
    ],
  ] as const)(
    'says that VGG19 did not come from a mirror that %s',
    async (_, behaviour, sentence) => {
      mirror.script('model.json', behaviour);
      await workbench.command('Pastiche: Download VGG19');
      const toast = workbench.notification('model.json');
      await toast.waitFor({ timeout: patience(180_000) });
      const said = await toast.locator('.notification-list-item-message').textContent();
      process.stdout.write(`${said}\n`);
      expect(said).toContain(sentence);
      await toast.getByRole('button', { name: 'Show Log' }).waitFor();
      await workbench.command('Notifications: Clear All Notifications');
    },
  );

  it('asked nobody but its own server, and wrote no error', () => {
    expect(workbench.strangers).toEqual([]);
    expect(ownErrors(workbench)).toEqual([]);
  });
});

describe.each([
  ['locked', 'tiny.woodcut.png may not be read or written here; use “Save as…”'],
  [
    'full',
    'The disk is full, so tiny.woodcut.png was not written; make room or save it elsewhere.',
  ],
] as const)('in a folder that is %s', (name, sentence) => {
  it('says that the painting could not be saved, and keeps it', async ({ skip }) => {
    if (unmountable) skip(unmountable);
    const folder = lab.server.workspace(name);
    const { context } = lab.browser;
    const workbench = await openWorkbench({ context, url: lab.server.url, folder });
    const panel = panelOf(workbench);
    await stylize('tiny.png', 'Woodcut', workbench, 128);
    await panel.painted();
    await panel.button('Save beside the picture').click();
    await panel.text(sentence).waitFor();
    // It can still be saved elsewhere.
    expect(await panel.button('Save as…').isEnabled()).toBe(true);
    expect(await workbench.row('tiny.woodcut.png').count()).toBe(0);
    await workbench.close();
  });
});

it('paints on the processor where there is no WebGL, and says so', async () => {
  const browser = await startWorkbenchBrowser({ chromePath: chromePath!, graphics: 'none' });
  try {
    const folder = await lab.server.makeWorkspace('processor', {
      'harbour.png': await harbourPng(),
    });
    const { context } = browser;
    const workbench = await openWorkbench({ context, url: lab.server.url, folder });
    const panel = panelOf(workbench);
    await stylize('harbour.png', 'Woodcut', workbench);
    await panel.text('Working on the processor').waitFor({ timeout: patience(180_000) });
    await panel.text('Why?').click();
    await panel.text(/WebGL2 is switched off or missing/).waitFor();
    await panel.painted();
    expect(ownErrors(workbench)).toEqual([]);
  } finally {
    await browser.close();
  }
});

function tinyPng(): Promise<Buffer> {
  const background = { r: 60, g: 120, b: 180 };
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer();
}

async function stylize(
  picture: string,
  style: string,
  workbench: Workbench,
  side = 64,
): Promise<void> {
  const panel = panelOf(workbench);
  await workbench.chooseInMenu(workbench.row(picture), 'Stylize with Pastiche…');
  await panel.chooseStyle(style);
  await panel.paintAt(side, 'Draft');
  await panel.stylize();
}
