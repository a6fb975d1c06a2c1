import { availableParallelism } from 'node:os';
import { patience, renewPatience } from '@pastiche/test-fixtures/patience';
import { expect, test } from 'vitest';
import { keepBusy } from '../busy-machine.mjs';

/** Twelve on two cores. */
const PROGRAMS = 6 * availableParallelism();

test('on a machine with six other programs to each core, a test waits longer', async () => {
  const stop = keepBusy(PROGRAMS);
  try {
    // Until all of them have started.
    await expect
      .poll(() => {
        renewPatience();
        return patience(1000);
      })
      .toBeGreaterThan(3000);
  } finally {
    await stop();
  }
});
