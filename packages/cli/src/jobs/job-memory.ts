import { freemem } from 'node:os';
import type { NetworkChoice } from '../plan/network-names.js';

/** Memory that a run takes, bytes. */
interface Memory {
  readonly perRun: number;
  readonly perPixel: number;
}

/**
 * Lines through peak resident sizes of Adam on the WASM backend with the default layers, rounded up:
 * at 12,288, 49,152, 110,592 and 196,608 px 152, 185, 248 and 335 MiB with vgg19-lite, 550, 665, 934
 * and 1162 MiB with VGG19, and with both, measured at the first two, up to 13 MiB more than that.
 */
const MEMORY: Readonly<Record<NetworkChoice, Memory>> = {
  'vgg19-lite': { perRun: 155e6, perPixel: 1050 },
  vgg19: { perRun: 560e6, perPixel: 3700 },
  'vgg19-lite+vgg19': { perRun: 575e6, perPixel: 3700 },
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
  network: NetworkChoice,
  available: number,
): number {
  const each = processNeeds(network, size * size);
  return Math.max(1, Math.min(jobs, Math.floor(available / each)));
}

/** Bytes that a process takes which paints so many pixels. */
export function processNeeds(network: NetworkChoice, pixels: number): number {
  const { perRun, perPixel } = MEMORY[network];
  return perRun + perPixel * pixels;
}

/** Bytes that can be taken without swapping, a container's limit included where Node knows it. */
export function availableMemory(): number {
  const ask: unknown = Reflect.get(process, 'availableMemory');
  const known: unknown = typeof ask === 'function' ? ask.call(process) : 0;
  return typeof known === 'number' && known > 0 ? known : freemem();
}
