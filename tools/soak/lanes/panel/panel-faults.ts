import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Chances, clockJumps } from '../../runs/chances.js';
import type { FaultOf } from '../../runs/faults.js';
import type { Places } from '../../runs/places.js';
import { choosePicture } from './panel-page.js';
import { isIdle, pageWords, pressIfThere } from './panel-steps.js';

export interface PanelMaking {
  readonly places: Places;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly chances: Chances;
}

type Fault = FaultOf<'panel'>;

/** What is done while the panel paints. */
export const WHILE_PAINTING: Partial<
  Record<Fault, (page: Page, making: PanelMaking) => Promise<void>>
> = {
  'context-lost': (page) => tellPage(page, 'loseContext()'),
  'worker-killed': async (page) => {
    await tellPage(page, 'killWorker()');
    await page.locator('.p-run .p-problem').waitFor();
  },
  'clock-jumps': async (page, { chances }) => {
    for (const { byMs } of clockJumps(chances)) await tellPage(page, `jump(${byMs})`);
  },
  'storage-full': (page) => tellPage(page, 'fillStorage(true)'),
  cancelled: (page) => pressIfThere(page, 'Cancel'),
  stopped: (page) => pressIfThere(page, 'Stop and keep'),
};

/** What is done with a finished painting. @returns what a person was told */
export const AFTERWARDS: Partial<
  Record<Fault, (page: Page, making: PanelMaking) => Promise<string>>
> = {
  'clipboard-denied': async (page) => {
    await page.context().clearPermissions();
    await page.locator('.p-run button', { hasText: 'Copy picture' }).click();
    const told = page.locator('.p-notice-words', { hasText: 'clipboard' });
    await told.waitFor();
    return (await told.allTextContents()).join('\n');
  },
  'picture-changed': async (page, { places, pictures, chances }) => {
    const path = join(places.originals, 'shore.png');
    await tellPage(page, 'slowFiles(300)');
    await choosePicture(page, path);
    const whole = pictures.get('shore.png') ?? new Uint8Array();
    places.put(path, whole.subarray(0, chances.whole(0, whole.length - 1)));
    await page.waitForTimeout(1000);
    await isIdle(page);
    const words = await pageWords(page);
    await tellPage(page, 'slowFiles(0)');
    // The next runs paint what can be read.
    await choosePicture(page, join(places.originals, 'photo.png'));
    await page
      .locator('.p-run button:not([aria-disabled="true"])', { hasText: /^Stylize/ })
      .waitFor();
    return words;
  },
};

async function tellPage(page: Page, call: string): Promise<void> {
  await page.evaluate(`soak.${call}`);
}
