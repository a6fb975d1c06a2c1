import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleScript, engineFiles } from './open-engine-page.js';

const chromePath = chromiumPath();
let browser: BrowserPage | undefined;

beforeAll(async () => {
  if (!chromePath) return;
  const bundle = await bundleScript('hung-engine-page.ts', 'esm');
  browser = await openPage({ chromePath, bundle, files: await engineFiles() });
});
afterAll(() => browser?.close());

it('Cancel is answered although the worker is gone without a word, and the panel paints on', async ({
  skip,
}) => {
  if (browser === undefined) return skip(NO_CHROMIUM);
  expect(await browser.page.evaluate('cancelHungRun()')).toEqual({
    asked: 'ending',
    ended: 'cancelled',
    told: 'The engine did not answer Cancel and is started anew; your pictures are still here.',
    again: 'done',
    styles: ['waves.png'],
    workers: 2,
  });
});

it('a worker that is gone without a word is told of at once, and another paints on', async ({
  skip,
}) => {
  if (browser === undefined) return skip(NO_CHROMIUM);
  expect(await browser.page.evaluate('loseWorker()')).toEqual({
    told: "The engine's worker was ended, most likely for want of memory. Start the engine anew.",
    again: 'done',
  });
});
