import type { Size } from '../image/fit.js';
import { explainFailure } from './failure.js';
import { freeAll } from './free-all.js';
import { backendFailure, noteFailure, prepareBackend, renewBackend } from './guard-backend.js';
import { listenToWasm } from './wasm-remarks.js';

/**
 * Carries out work that makes tensors, on a backend that is guarded and sound: a failure becomes a
 * sentence about a picture of `size`, the clean-up never hides it, and the backend is usable again
 * afterwards.
 *
 * @param work pushes onto `owned` what frees the things it makes; that is called at its end
 * @throws StyleTransferError what `work` throws, explained; what freeing throws only where `work` threw nothing.
 * @example
 * await onBackend(image, async (owned) => {
 *   const network = createNetwork(options);
 *   owned.push(network.dispose);
 * });
 */
export async function onBackend<T>(
  size: Size,
  work: (owned: (() => void)[]) => Promise<T>,
): Promise<T> {
  const owned: (() => void)[] = [];
  const stopListening = listenToWasm();
  try {
    await prepareBackend();
    const result = await work(owned);
    const failure = freeAll(...owned.splice(0)) ?? backendFailure();
    if (failure !== undefined) throw failure;
    return result;
  } catch (error) {
    const explained = explainFailure(error, size);
    noteFailure(error, explained);
    throw explained;
  } finally {
    freeAll(...owned);
    // One that does not come back is told by the next run.
    await renewBackend().catch(() => undefined);
    stopListening();
  }
}
