import * as tf from '@tensorflow/tfjs-core';
import { isStyleTransferError } from '../base/errors.js';
import { restartBackend } from './restart.js';
import type { BackendName } from './select.js';
import { refuseNull, wasmModule } from './wasm-heap.js';

/** What is known of a backend that has failed. */
interface Condition {
  /** What left it in a state that nobody knows; `undefined` while it is sound. */
  failure: unknown;
  /** Its memory ran out: a WASM heap never shrinks, and what kernels held half way is lost in it. */
  full: boolean;
}

const conditions = new WeakMap<object, Condition>();

/**
 * Makes the current backend ready for a run: guarded, and another one in its place if it is broken.
 *
 * @throws StyleTransferError `backend-unavailable` when a broken one does not come back.
 */
export async function prepareBackend(): Promise<void> {
  await renewBackend();
  guardBackend();
}

/**
 * Puts the current backend under guard, once: it says when memory is refused, and freeing a tensor
 * never throws. TensorFlow.js frees in `finally` and at the end of every `tidy`; an error there would
 * take the place of the one that people should read, and leave its books of scopes and tensors wrong
 * for good. What freeing throws is kept for {@link throwIfBroken}.
 */
export function guardBackend(): void {
  if (!tf.getBackend()) return;
  const backend = tf.backend();
  if (conditions.has(backend)) return;
  const condition: Condition = { failure: undefined, full: false };
  conditions.set(backend, condition);
  const module = wasmModule();
  if (module !== null) refuseNull(module);
  const { disposeData } = backend;
  backend.disposeData = (dataId, force) => {
    try {
      return disposeData.call(backend, dataId, force);
    } catch (error) {
      condition.failure ??= error;
      return true;
    }
  };
}

/** What broke the current backend; `undefined` while it is sound. */
export function backendFailure(): unknown {
  return conditionNow()?.failure;
}

/** Throws what broke the current backend, before its numbers are believed. */
export function throwIfBroken(): void {
  const failure = backendFailure();
  if (failure !== undefined) throw failure;
}

/** Remembers what a run failed by, so that {@link renewBackend} knows what has to be done. */
export function noteFailure(error: unknown, explained: unknown): void {
  const condition = conditionNow();
  if (condition === undefined) return;
  if (error instanceof WebAssembly.RuntimeError) condition.failure ??= error;
  condition.full ||= isStyleTransferError(explained) && explained.code === 'out-of-memory';
}

/**
 * After a failure, makes the next run possible in the same process: a WASM backend is replaced when
 * it is broken, or when its memory ran out and nobody's tensors are on it. Nothing is to be done on
 * the others, whose memory is the page's or the driver's.
 *
 * @throws StyleTransferError `backend-unavailable` when it does not come back.
 */
export async function renewBackend(): Promise<void> {
  const condition = conditionNow();
  if (condition === undefined) return;
  const { failure, full } = condition;
  if (tf.getBackend() !== 'wasm') {
    condition.failure = undefined;
    condition.full = false;
    return;
  }
  const isUnused = full && tf.memory().numTensors === 0;
  if (failure === undefined && !isUnused) return;
  await restartBackend(tf.getBackend() as BackendName);
  guardBackend();
}

function conditionNow(): Condition | undefined {
  return tf.getBackend() ? conditions.get(tf.backend()) : undefined;
}
