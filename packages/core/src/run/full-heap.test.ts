import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import { collect, doneStep } from '../../test/tiny-run.js';
import { restartBackend } from '../backend/restart.js';
import { selectBackend } from '../backend/select.js';
import { wasmModule } from '../backend/wasm-heap.js';
import { leaveKernels } from '../kernels/wasm/kernels-in-use.js';

/** Fills the heap until no block of `room` bytes is left in it; the pages are never touched. */
function fillHeap(room: number): void {
  const module = wasmModule()!;
  for (let bytes = 2 ** 29; bytes >= room; bytes /= 2) {
    try {
      for (;;) module._malloc(bytes);
    } catch {
      // There is no block of this size any more.
    }
  }
}

it('gives the sentence on memory and no other word, whoever was refused it first (case 16)', async () => {
  const warn = vi.spyOn(console, 'warn');
  const error = vi.spyOn(console, 'error');
  const tiny = { parameters: { size: 40, iterations: 2 } };
  await selectBackend({ preferred: 'wasm' });
  // TensorFlow.js's own kernels, whose feature maps fill its heap.
  leaveKernels();
  const whole = Buffer.from(doneStep(await collect(tiny)).picture.data);
  const causes: string[] = [];
  // How much is left decides whether tensors come to nothing or XNNPACK's own buffers.
  for (const power of [18, 17, 16, 14]) {
    await restartBackend('wasm');
    await collect(tiny);
    fillHeap(2 ** power);
    const end = await collect(tiny).then(doneStep, (thrown: Error) => thrown);
    const failure = end instanceof Error ? end : end.failure;
    expect(failure).toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(
        /^Painting 40 × 32 px needs more memory than the wasm backend/,
      ),
    });
    causes.push(String((failure?.cause as Error | undefined)?.message));
    expect(tf.memory().numTensors).toBe(0);
    const again = doneStep(await collect(tiny)).picture.data;
    expect(whole.equals(Buffer.from(again)), `2^${power}`).toBe(true);
  }
  expect(causes.some((cause) => /^XNN status .*Got status 6/.test(cause))).toBe(true);
  expect(causes.some((cause) => /^out of memory/.test(cause))).toBe(true);
  expect(warn).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
});
