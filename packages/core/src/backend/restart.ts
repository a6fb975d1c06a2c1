import * as tf from '@tensorflow/tfjs-core';
import { StyleTransferError } from '../errors.js';
import { sentence } from '../sentence.js';
import { watchContext } from './graphics-context.js';
import type { BackendName } from './select.js';

/**
 * Replaces a backend by a fresh one of the same name, as is needed after the driver took its
 * graphics context away. Tensors of the old one are gone; those that a run made, the run has freed
 * by the time it reports the loss.
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
  tf.removeBackend(name);
  tf.registerBackend(name, factory);
  if (!(await tf.setBackend(name))) {
    throw new StyleTransferError(
      'backend-unavailable',
      sentence`The ${name} backend did not come back after its context was lost; choose another backend.`,
    );
  }
  watchContext();
}
