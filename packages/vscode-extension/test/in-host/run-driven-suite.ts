import { join } from 'node:path';
import { patience } from '@pastiche/test-fixtures/patience';
import {
  type InHostOutcome,
  runInHost,
  suiteAddress,
  webviewOf,
} from '@pastiche/test-fixtures/vscode';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { panelOf } from '../panel-driver.js';
import { harbourPng } from '../test-pictures.js';
import { unpack } from '../unpack.js';
import type { WorkbenchLab } from '../workbench-lab.js';
import { buildSuite } from './build-suite.js';

/**
 * Runs the driven suite in a window of the lab, and paints and saves there. It paints at the size that
 * was set in a panel last.
 */
export async function runDrivenSuite(
  { server: { url, root, makeWorkspace }, browser: { context } }: WorkbenchLab,
  vsix: string,
): Promise<InHostOutcome> {
  const folder = await makeWorkspace('in-host', { 'harbour.png': await harbourPng(64) });
  const tests = await buildSuite(root, 'driven-suite');
  const address = suiteAddress(url, { folder, extension: await unpack(vsix, root), tests });
  const drive = (page: Page) => saveRelic(page, folder);
  return runInHost({ context, address, saysTested: true, drive });
}

/** The picture is in a file system that takes nothing; the editor asks where to, and is answered. */
async function saveRelic(page: Page, folder: string): Promise<void> {
  const tab = page.locator('.tabs-container .tab', { hasText: 'Pastiche: relic.png' });
  await tab.waitFor({ timeout: patience(180_000) });
  const panel = panelOf(webviewOf(page));
  await panel.chooseStyle('Woodcut');
  await panel.stylize();
  await panel.painted();
  await panel.button('Save beside the picture').click();
  const place = page.locator('.quick-input-widget:visible input').first();
  await place.waitFor();
  await expect.poll(() => place.inputValue()).toBe(join(folder, 'relic.woodcut.png'));
  await place.press('Enter');
}
