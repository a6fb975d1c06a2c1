import { patience } from '@pastiche/test-fixtures/patience';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** So long without a step means that none is under way, ms. */
const REST_MS = 1500;

/** Waits until a progress bar stands still: after Pause the iteration under way still ends. */
export async function settled(bar: Locator): Promise<void> {
  let last: string | null = 'none yet';
  const stands = async () => {
    const before = last;
    last = await bar.getAttribute('aria-valuenow');
    return before === last;
  };
  await expect.poll(stands, { interval: REST_MS, timeout: patience(60_000) }).toBe(true);
}
