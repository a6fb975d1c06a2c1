import { patience } from './patience.js';

const LIMIT_MS = 90_000;

/**
 * Does something again until it succeeds: what a host takes only when it is ready, and it tells nobody
 * when that is. What stands open afterwards must not be done twice, so `attempt` looks before it acts.
 *
 * @param what that should be there in the end, for the message
 * @throws Error when patience is at an end
 */
export async function repeated(what: string, attempt: () => Promise<boolean>): Promise<void> {
  const limit = patience(LIMIT_MS);
  for (const end = performance.now() + limit; performance.now() < end; ) {
    if (await attempt()) return;
  }
  throw new Error(`There should be ${what}, but there was none in ${limit / 1000} s.`);
}

/** Whether a wait succeeds. */
export function succeeds(waiting: Promise<unknown>): Promise<boolean> {
  return waiting.then(
    () => true,
    () => false,
  );
}
