// A setup file of vitest: runs before each file of tests, in the same process.
import { afterAll, vi } from 'vitest';
import { patience, renewPatience } from './patience.js';

const TEST_MS = 600_000;
const HOOK_MS = 120_000;
const POLL_MS = 1000;
/** Load comes and goes while a file of tests runs. */
const RENEWED_MS = 10_000;

function renew(): void {
  renewPatience();
  vi.setConfig({
    testTimeout: patience(TEST_MS),
    hookTimeout: patience(HOOK_MS),
    expect: { poll: { timeout: patience(POLL_MS) } },
  });
}

renew();
const timer = setInterval(renew, RENEWED_MS);
afterAll(() => clearInterval(timer));
