import { type KernelKind, type Kernels, loadKernels } from './load-kernels.js';
import type { ThreadPort } from './threads.js';

/** What networks compute with, as TensorFlow.js's backend is what tensors are computed with. */
export interface KernelsInUse {
  readonly kernels: Kernels;
  /** How further threads are started; `null` where there are none. */
  readonly threads: ThreadPort | null;
}

let inUse: KernelsInUse | null = null;

/** The kernels that networks are put on, or `null` where TensorFlow.js's operations compute. */
export function kernelsInUse(): KernelsInUse | null {
  return inUse;
}

/**
 * Takes kernels into use.
 *
 * @param only the kind to take; the best there is without
 * @returns `null` where this engine has none
 */
export async function useKernels(
  threads: ThreadPort | null,
  only?: KernelKind,
): Promise<KernelsInUse | null> {
  const kernels = await loadKernels(only);
  inUse = kernels && { kernels, threads };
  return inUse;
}

/** Networks are put on TensorFlow.js's operations from now on. */
export function leaveKernels(): void {
  inUse = null;
}
