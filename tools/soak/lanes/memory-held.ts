import { setTimeout as pause } from 'node:timers/promises';

/** What this process holds, MB. */
export interface MemoryHeld {
  /** After a collection; Node must run with `--expose-gc`. */
  readonly live: number;
  readonly resident: number;
}

export async function memoryHeld(): Promise<MemoryHeld> {
  // What waits for a second round of the collector, such as finalizers.
  for (let round = 0; round < 2; round += 1) {
    globalThis.gc?.();
    await pause(0);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}
