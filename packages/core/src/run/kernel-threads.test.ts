import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeThreads, nodeThreads } from '../../test/node-threads.js';
import { selectBackend } from '../backend/select.js';
import { leaveKernels } from '../kernels/wasm/kernels-in-use.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(5);
const request: StylizeRequest = {
  weights,
  content: blobsPicture(70, 53, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(40, 40, 5) }],
  parameters: { size: 70, iterations: 12 },
};
/** @param threads waited for after the first iteration, so that they take part in the others */
async function paint(threads?: NodeThreads): Promise<Uint8ClampedArray> {
  let data = new Uint8ClampedArray();
  for await (const step of stylize(request)) {
    if (step.phase === 'painting') await threads?.here();
    if (step.phase === 'done') data = Uint8ClampedArray.from(step.picture.data);
  }
  return data;
}

describe('threads', () => {
  let alone: Uint8ClampedArray;

  beforeAll(async () => {
    await selectBackend({ preferred: 'wasm' });
    alone = await paint();
  });

  afterAll(() => leaveKernels());

  it.each([2, 3, 5])('paint the same pixels as one: %i', async (count) => {
    const threads = nodeThreads(count);
    const { kernels } = await selectBackend({ preferred: 'wasm', threads: threads.port });
    expect(kernels?.threads).toBe(count);
    const before = tf.memory().numTensors;
    expect(await paint(threads)).toEqual(alone);
    expect(threads.workers).toHaveLength(count - 1);
    await threads.ended();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that die end the run with a sentence, and leave nothing', async () => {
    const threads = nodeThreads(3);
    await selectBackend({ preferred: 'wasm', threads: threads.port });
    const before = tf.memory().numTensors;
    let failure: string | undefined;
    for await (const step of stylize(request)) {
      if (step.phase === 'painting') await threads.workers[0]?.terminate();
      if (step.phase === 'done') failure = step.failure?.message;
    }
    expect(failure).toMatch(
      /^A thread of the computation ended before its work was done \(exit code \d+\); run again with fewer threads\.$/,
    );
    await threads.ended();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that never come leave the work to the one that is there', async () => {
    const threads = nodeThreads(2, 'setInterval(() => {}, 1000);');
    await selectBackend({ preferred: 'wasm', threads: threads.port });
    expect(await paint()).toEqual(alone);
    await threads.ended();
  });

  it('are none where no memory can be shared', async () => {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        if (descriptor.shared)
          throw new RangeError('WebAssembly.Memory(): could not allocate memory');
        super(descriptor);
      }
    };
    try {
      const threads = nodeThreads(3);
      await selectBackend({ preferred: 'wasm', threads: threads.port });
      expect(await paint()).toEqual(alone);
      expect(threads.workers).toEqual([]);
    } finally {
      WebAssembly.Memory = Memory;
    }
  });
});
