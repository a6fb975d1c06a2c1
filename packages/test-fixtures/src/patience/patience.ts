import { yardstick } from './yardstick.js';

/** A page or a whole browser profile of Playwright. */
export interface Waiting {
  setDefaultTimeout(ms: number): void;
  on(event: 'close', listener: () => void): unknown;
}

/** What a calm core of 2024 needs for {@link work}, its compilation included, ms. */
const CALM_MS = 25;
const ROUNDS = 20_000_000;

const machine = yardstick({ work, calmMs: CALM_MS, now: () => performance.now() });
const kept = new Map<Waiting, number>();

/**
 * How long to wait at most on this machine, as busy as it is, for what a calm one does within `ms`. A limit
 * only: no test may last as long as this says, or check how long something took.
 *
 * @returns milliseconds, at least `ms`
 */
export function patience(ms: number): number {
  return Math.round(ms * machine.slowness());
}

/** Has Playwright wait that long by default, and longer or less when {@link renewPatience} finds it so. */
export function waitPatiently(target: Waiting, ms = 30_000): void {
  if (!kept.has(target)) target.on('close', () => kept.delete(target));
  kept.set(target, ms);
  target.setDefaultTimeout(patience(ms));
}

/** Measures the machine again, for everything that waits from now on. */
export function renewPatience(): void {
  machine.measure();
  for (const [target, ms] of kept) target.setDefaultTimeout(patience(ms));
}

function work(): number {
  let state = 1;
  for (let i = 0; i < ROUNDS; i++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state;
}
