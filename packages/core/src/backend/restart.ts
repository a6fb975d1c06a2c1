import * as tf from '@tensorflow/tfjs-core';
import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { freeAll } from './free-all.js';
import { watchContext } from './graphics-context.js';
import type { BackendName } from './select.js';
import { startWasmAgain } from './wasm-binary.js';

/**
 * Replaces a backend by a fresh one of the same name, as is needed after the driver took its
 * graphics context away, or after WASM's memory ran out. Tensors of the old one are gone; those that a run made, the run has freed
 * by the time it reports the failure.
 *
 * @example
 * await restartBackend('webgl');
 * for await (const step of stylize({ ...request, resume: checkpoint })) …
 * @throws StyleTransferError `backend-unavailable` when it was never started or does not come back.
 */
export async function restartBackend(name: BackendName): Promise<void> {
  const factory = tf.findBackendFactory(name);
  if (factory === null) {
    throw new StyleTransferError(
      'backend-unavailable',
      sentence`The ${name} backend should be started anew, but it was never started; choose it first.`,
    );
  }
  letGo(name);
  tf.registerBackend(name, factory);
  if (!(await (name === 'wasm' ? startWasmAgain() : tf.setBackend(name)))) {
    throw new StyleTransferError(
      'backend-unavailable',
      sentence`The ${name} backend did not come back after it had failed; choose another backend.`,
    );
  }
  watchContext();
}

/** A backend that is broken may not be able to take leave either; it goes all the same. */
function letGo(name: BackendName): void {
  const backend = tf.findBackend(name);
  if (backend !== null) {
    const { dispose } = backend;
    backend.dispose = () => freeAll(() => dispose.call(backend));
  }
  tf.removeBackend(name);
}
