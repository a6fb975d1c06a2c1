import type { Allowed, Observed } from './observed.js';
import type { PlannedRun } from './schedule.js';

/** Memory of a process that lives as long as the lane, MB. */
export interface MemoryReading {
  readonly process: string;
  readonly measure: 'live' | 'resident';
  readonly megabytes: number;
}

/** One way to paint, in which faults are injected. */
export interface Lane {
  run(planned: PlannedRun): Promise<{ readonly seen: Observed; readonly allowed: Allowed }>;
  /** To be asked between runs. */
  memory(): Promise<readonly MemoryReading[]>;
  close(): Promise<void>;
}

/** Nothing that is painted here takes so long, on however busy a machine, ms. */
export const PATIENCE_MS = 150_000;
