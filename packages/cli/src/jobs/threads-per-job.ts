import { processorCount } from './processor-count.js';

/**
 * Threads for each of `jobs` processes that paint at the same time, at least one.
 *
 * @param wanted in all, as `--threads` says; `null` takes one per core
 */
export function threadsPerJob(wanted: number | null, jobs: number): number {
  return Math.max(1, Math.floor((wanted ?? processorCount()) / jobs));
}
