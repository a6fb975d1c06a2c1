import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeThreads } from '../../test/node-threads.js';
import { selectBackend } from '../backend/select.js';
import type { StyleTransferError } from '../base/errors.js';
import { leaveKernels } from '../kernels/wasm/kernels-in-use.js';
import { createNetwork } from '../vgg19/create-network.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(5);
const request: StylizeRequest = {
  weights,
  content: blobsPicture(24, 19, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(40, 40, 5) }],
  parameters: { size: 24, iterations: 15 },
};
/** Code that is compiled meanwhile, and what V8 learns of it. */
const HEAP_ALLOWED = 2 ** 20;
/** How often it is looked whether a memory is gone before it counts as kept. */
const LOOKS = 2000;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Every memory of WebAssembly that was made since the test began. */
let memories: WeakRef<WebAssembly.Memory>[] = [];
const { Memory } = WebAssembly;

/** How many somebody still holds. Tasks and compilers in the background let go of theirs when they end. */
async function memoriesLeft(): Promise<number> {
  for (let look = 0; ; look++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    gc();
    const left = countMemories();
    if (left === 0 || look === LOOKS) return left;
  }
}

/** In a function of its own: what a loop has looked at, its frame would hold at the next look. */
function countMemories(): number {
  return memories.filter((memory) => memory.deref() !== undefined).length;
}

function heapUsed(): number {
  gc();
  return process.memoryUsage().heapUsed;
}

describe('runs on the kernels do not grow', () => {
  beforeAll(async () => {
    await selectBackend({ preferred: 'wasm' });
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        memories.push(new WeakRef(this));
      }
    };
  });
  beforeEach(() => {
    memories = [];
  });
  afterAll(() => {
    WebAssembly.Memory = Memory;
    leaveKernels();
  });

  it('within 300 iterations', async () => {
    const [first, second, third] = await lookEvery(100, { size: 24, iterations: 300 });
    expect(memories).toHaveLength(1);
    expect(third).toMatchObject({ tensors: first!.tensors, bytes: first!.bytes });
    expect(third!.heap - second!.heap).toBeLessThan(HEAP_ALLOWED);
    expect(await memoriesLeft()).toBe(0);
  });

  it.each([1, 2])('over 20 runs in one process, threads: %i', async (count) => {
    const threads = nodeThreads(count);
    await selectBackend({ preferred: 'wasm', threads: threads.port });
    const before = tf.memory().numTensors;
    let warm = 0;
    for (let run = 0; run < 20; run++) {
      for await (const _ of stylize(request));
      await threads.ended();
      expect(tf.memory().numTensors).toBe(before);
      if (run === 4) warm = heapUsed();
    }
    expect(memories).toHaveLength(20);
    expect(await memoriesLeft()).toBe(0);
    expect(heapUsed() - warm).toBeLessThan(HEAP_ALLOWED);
  });

  it('by a pass that is ended at any layer, on two threads', async () => {
    const threads = nodeThreads(2);
    await selectBackend({ preferred: 'wasm', threads: threads.port });
    const image = tf.zeros([1, 24, 19, 3]) as tf.Tensor4D;
    const before = tf.memory().numTensors;
    let ended = 0;
    // 11 stages there and 11 back.
    for (let last = 0; last < 22; last++) {
      await passEndedAt(last, image).catch(() => {
        ended += 1;
      });
      expect(threads.workers).toHaveLength(1);
      await threads.ended();
      expect(tf.memory().numTensors).toBe(before);
    }
    expect(ended).toBe(22);
    expect(await memoriesLeft()).toBe(0);
    image.dispose();
  });

  it('by a run that is aborted, which is heard within one layer', async () => {
    await selectBackend({ preferred: 'wasm' });
    const before = tf.memory().numTensors;
    // By this clock every layer takes so long that the thread listens after it.
    let clock = 0;
    let looks = 0;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => {
      looks += 1;
      clock += 30;
      return clock;
    });
    for (let tasks = 0; tasks <= 30; tasks += 3) {
      const { code, before: soonest, after } = await abortedAfter(tasks, () => looks);
      expect(code).toBe('aborted');
      // The clock is looked at twice in each layer.
      expect(after).toBeLessThanOrEqual(4);
      expect(soonest).toBeGreaterThan(40);
      expect(tf.memory().numTensors).toBe(before);
    }
    now.mockRestore();
    expect(await memoriesLeft()).toBe(0);
  });
});

// Functions of their own, since a frame holds what it has looped over until it is left.

/** What a run holds at every so many iterations. */
async function lookEvery(iterations: number, parameters: StylizeRequest['parameters']) {
  const seen: { tensors: number; bytes: number; heap: number }[] = [];
  for await (const step of stylize({ ...request, ...(parameters && { parameters }) })) {
    if (step.phase !== 'painting' || step.overall.index % iterations !== 0) continue;
    const bytes = memories[0]?.deref()?.buffer.byteLength ?? 0;
    seen.push({ tensors: tf.memory().numTensors, bytes, heap: heapUsed() });
  }
  return seen;
}

/**
 * A run that is aborted so many tasks after its third iteration.
 *
 * @param looks how often the clock was looked at so far
 * @returns what it threw, the looks of its shortest iteration, and those after the abort
 */
async function abortedAfter(tasks: number, looks: () => number) {
  const stopped = new AbortController();
  let aborted = 0;
  const abortAfter = (count: number): void => {
    if (count > 0) setTimeout(abortAfter, 0, count - 1);
    else {
      aborted = looks();
      stopped.abort();
    }
  };
  let before = Number.POSITIVE_INFINITY;
  try {
    let last = looks();
    for await (const step of stylize({ ...request, signal: stopped.signal })) {
      if (step.phase !== 'painting') continue;
      before = Math.min(before, looks() - last);
      last = looks();
      if (step.overall.index === 3) abortAfter(tasks);
    }
  } catch (error) {
    return { code: (error as StyleTransferError).code, before, after: looks() - aborted };
  }
  return { code: null, before, after: 0 };
}

/** One pass there and back that is ended after so many layers. @throws what ended it */
async function passEndedAt(last: number, image: tf.Tensor4D): Promise<void> {
  let breaths = 0;
  const breathe = async () => {
    if (breaths++ === last) throw new Error('ended');
  };
  const options = { deepest: 'conv5_1', pooling: 'max', calibration: null } as const;
  const network = createNetwork({ weights, ...options, breathe });
  try {
    const pass = await network.forward(image);
    try {
      const gradient = await pass.backward((layer) => [
        { kind: 'map', map: tf.zeros(pass.shape(layer)) },
      ]);
      gradient?.dispose();
    } finally {
      pass.dispose();
    }
  } finally {
    network.dispose();
  }
}
