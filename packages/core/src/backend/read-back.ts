import * as tf from '@tensorflow/tfjs-core';
import { graphicsBackend, isContextLost } from './graphics-context.js';
import { throwIfBroken } from './guard-backend.js';
import { takeWasmComplaints } from './wasm-remarks.js';

/** How often a read that takes longer asks whether its context still lives, ms. */
const WATCH_INTERVAL_MS = 250;

/**
 * Reads a tensor's numbers from the device. A read on a lost graphics context never ends, and one
 * begun after the loss gives zeros, which look like a picture that is perfectly finished; both
 * become an error here. The tensor stays the caller's.
 *
 * @throws Error when the context was lost, or when the backend failed and went on all the same.
 */
export async function readBack(tensor: tf.Tensor): Promise<Float32Array> {
  if (tf.getBackend() !== 'webgl') return readSound(tensor);
  let timer: ReturnType<typeof setInterval> | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (isContextLost()) reject(new Error('The context was lost.'));
    }, WATCH_INTERVAL_MS);
  });
  try {
    const values = await Promise.race([tensor.data(), lost]);
    if (isContextLost()) throw new Error('The context was lost.');
    return values as Float32Array;
  } finally {
    clearInterval(timer);
    if (isContextLost()) dropPendingReads();
  }
}

/**
 * TensorFlow.js's WASM kernels only complain of what they could not do, and leave in the result
 * whatever was in memory before: no number is believed after a complaint.
 */
async function readSound(tensor: tf.Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  throwIfBroken();
  const complaints = takeWasmComplaints();
  if (complaints.length > 0) throw new Error(complaints.join('; '));
  return values;
}

/** TensorFlow.js would ask for ever, and at every turn of the event loop, for what never comes. */
function dropPendingReads(): void {
  const gpgpu = graphicsBackend()?.gpgpu;
  if (gpgpu !== undefined) gpgpu.itemsToPoll = [];
}
