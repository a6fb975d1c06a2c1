import { setTimeout as pause } from 'node:timers/promises';

/** What this process holds, MB. */
export interface MemoryHeld {
  /** After a collection; Node must run with `--expose-gc`. */
  readonly live: number;
  readonly resident: number;
}

export async function memoryHeld(): Promise<MemoryHeld> {
  // What waits for another round of the collector, such as finalizers.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await pause(20);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}
