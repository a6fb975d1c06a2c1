import { freemem } from 'node:os';

/**
 * Memory that a run takes: peak resident sizes of Adam on the WASM backend, all five style layers,
 * at 12,288 to 196,608 px were 550, 665, 934 and 1162 MiB; a line through them, rounded up.
 */
const BYTES_PER_RUN = 560e6;
const BYTES_PER_PIXEL = 3700;

/**
 * As many of `jobs` runs with a long side of `size` px as fit into `available` bytes, at least one.
 * A square is assumed, so that it is never too many.
 *
 * @example
 * affordableJobs(8, 512, 4e9);
 */
export function affordableJobs(jobs: number, size: number, available: number): number {
  const each = BYTES_PER_RUN + BYTES_PER_PIXEL * size * size;
  return Math.max(1, Math.min(jobs, Math.floor(available / each)));
}

/** Bytes that can be taken without swapping, a container's limit included where Node knows it. */
export function availableMemory(): number {
  const ask: unknown = Reflect.get(process, 'availableMemory');
  const known: unknown = typeof ask === 'function' ? ask.call(process) : 0;
  return typeof known === 'number' && known > 0 ? known : freemem();
}
