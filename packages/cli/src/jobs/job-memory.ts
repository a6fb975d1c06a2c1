import { freemem } from 'node:os';
import type { NetworkNames } from '../plan/network-names.js';

/** Memory that a run takes, bytes. */
interface Memory {
  readonly perRun: number;
  readonly perPixel: number;
}

/**
 * Lines above peak resident sizes of Adam on the kernels with the default layers: at 12,288, 49,152,
 * 196,608 and 786,432 px 179, 208, 306 and 709 MB with vgg19-lite (8.2 GB at 12,582,912 px); at the
 * first three 388, 455 and 712 MB with VGG19, 411, 460 and 768 MB with both.
 */
const MEMORY: Readonly<Record<NetworkNames, Memory>> = {
  'vgg19-lite': { perRun: 175e6, perPixel: 700 },
  vgg19: { perRun: 375e6, perPixel: 1850 },
  'vgg19-lite+vgg19': { perRun: 395e6, perPixel: 1950 },
};

/**
 * As many of `jobs` runs with a long side of `size` px as fit into `available` bytes, at least one.
 * A square is assumed, so that it is never too many.
 *
 * @example
 * affordableJobs(8, 512, 'vgg19', 4e9);
 */
export function affordableJobs(
  jobs: number,
  size: number,
  network: NetworkNames,
  available: number,
): number {
  const each = processNeeds(network, size * size);
  return Math.max(1, Math.min(jobs, Math.floor(available / each)));
}

/** Bytes that a process takes which paints so many pixels. */
export function processNeeds(network: NetworkNames, pixels: number): number {
  const { perRun, perPixel } = MEMORY[network];
  return perRun + perPixel * pixels;
}

/**
 * Pictures, gradient and optimizer beside the pieces that a network is shown: at 12,582,912 px a process took
 * 3,057 MiB, of which 1,805 were for pieces and 170 for what every run takes.
 */
const BESIDE_PIECES = 100;

/** Bytes that a process takes at least which paints so many pixels, in pieces where the whole takes more. */
export function leastProcessNeeds(network: NetworkNames, pixels: number): number {
  const { perRun } = MEMORY[network];
  return Math.min(processNeeds(network, pixels), 2 * perRun + BESIDE_PIECES * pixels);
}

/** Bytes that can be taken without swapping, a container's limit included where Node knows it. */
export function availableMemory(): number {
  const ask: unknown = Reflect.get(process, 'availableMemory');
  const known: unknown = typeof ask === 'function' ? ask.call(process) : 0;
  return typeof known === 'number' && known > 0 ? known : freemem();
}
