import { throwIfAborted } from './errors.js';

/** A thread that computes listens so often, ms: seldom enough to cost little, as often as a person notices. */
const LISTEN_EVERY_MS = 25;

/** Lets timers, messages and signals be heard: on WASM an iteration holds the thread throughout. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Lets others be heard between the layers of a pass, when it has been a while, and ends the pass when
 * the run was aborted meanwhile.
 */
export function createBreathing(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last > LISTEN_EVERY_MS) {
      await nextTask();
      last = performance.now();
    }
    throwIfAborted(signal);
  };
}
