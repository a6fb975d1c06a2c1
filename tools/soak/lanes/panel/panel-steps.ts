import type { Locator, Page } from 'playwright-core';
import { PATIENCE_MS } from '../../runs/lane.js';

/** Begins the next painting, whatever the last one came to. */
export async function paintsAgain(page: Page): Promise<void> {
  const begins = page.locator('.p-run button:not([aria-disabled="true"])', {
    hasText: /^(Stylize|Stylize again|Try again|Restart)$/,
  });
  await begins.first().waitFor();
  const restart = page.locator('.p-run button', { hasText: /^Restart$/ });
  if ((await restart.count()) > 0) {
    await restart.click();
    await page
      .locator('.p-run button:not([aria-disabled="true"])', { hasText: /^Stylize/ })
      .waitFor();
  }
  await begins.first().click();
  // Cancel is there as long as something is under way.
  await cancelOf(page).or(page.locator('.p-run .p-problem')).first().waitFor();
}

export async function isIdle(page: Page): Promise<void> {
  await cancelOf(page).waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

/** The button that is there while something is under way. */
function cancelOf(page: Page): Locator {
  return page.locator('.p-run button', { hasText: 'Cancel' });
}

/** Presses a button that may be gone by now. */
export async function pressIfThere(page: Page, name: string): Promise<void> {
  const button = page.locator('.p-run button:not([aria-disabled="true"])', { hasText: name });
  await button.click({ timeout: 2000 }).catch(() => {});
}

/** What a person reads beside the buttons. */
export async function pageWords(page: Page): Promise<string> {
  const words = page.locator(
    '.p-notice-words, .p-problem-words p, .p-run-note:not(:has(.p-spinner)), .p-empty-body',
  );
  return (await words.allTextContents()).join('\n');
}

/** What the last painting came to. */
export async function pageEnd(page: Page): Promise<'painted' | 'told' | 'given-up'> {
  if ((await page.locator('.p-run .p-problem').count()) > 0) return 'told';
  const words = await pageWords(page);
  return /Cancelled\.|did not answer Cancel/.test(words) ? 'given-up' : 'painted';
}

/** Downloads the painting that is shown. */
export async function savesPainting(page: Page, path: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.locator('.p-run button', { hasText: 'Download PNG' }).click();
  await (await download).saveAs(path);
  await (await download).delete();
}
