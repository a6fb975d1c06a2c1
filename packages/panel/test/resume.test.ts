import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleScript, engineFiles } from './open-engine-page.js';

const chromePath = chromiumPath();
let browser: BrowserPage | undefined;

beforeAll(async () => {
  if (!chromePath) return;
  const bundle = await bundleScript('resume-page.ts', 'esm');
  browser = await openPage({ chromePath, bundle, files: await engineFiles() });
});
afterAll(() => browser?.close());

it('a panel that is closed while it paints, and opened anew, comes to the same picture', async ({
  skip,
}) => {
  if (browser === undefined) return skip(NO_CHROMIUM);
  const { whole, resumed, interrupted, restored, styles, firstStep } = await browser.page.evaluate<{
    whole: number[];
    resumed: number[];
    interrupted: string;
    restored: boolean;
    styles: string[];
    firstStep: number;
  }>('paintTwice()');
  expect(interrupted).toBe('running');
  expect(restored).toBe(true);
  expect(styles).toEqual(['waves.png']);
  expect(firstStep).toBeGreaterThan(1);
  expect(whole.length).toBeGreaterThan(100);
  expect(resumed).toEqual(whole);
});
