import { Worker } from 'node:worker_threads';
import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '../backend/select.js';
import { leaveKernels } from '../kernels/wasm/kernels-in-use.js';
import { THREAD_SCRIPT, type ThreadPort } from '../kernels/wasm/threads.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(5);
const request: StylizeRequest = {
  weights,
  content: blobsPicture(70, 53, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(40, 40, 5) }],
  parameters: { size: 70, iterations: 12 },
};
const workers: Worker[] = [];

function port(count: number, script = THREAD_SCRIPT): ThreadPort {
  const source = `const threadStart = require('node:worker_threads').workerData;${script}`;
  return {
    count,
    start: (workerData, onEnd) => {
      const worker = new Worker(source, { eval: true, workerData });
      workers.push(worker);
      worker.on('error', (error) => onEnd(error.message));
      worker.on('exit', (code) => onEnd(`exit code ${code}`));
      return { end: () => void worker.terminate() };
    },
  };
}

async function paint(change: Partial<StylizeRequest> = {}): Promise<Uint8ClampedArray> {
  let data = new Uint8ClampedArray();
  for await (const step of stylize({ ...request, ...change })) {
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
    const { kernels } = await selectBackend({ preferred: 'wasm', threads: port(count) });
    expect(kernels?.threads).toBe(count);
    const before = tf.memory().numTensors;
    expect(await paint()).toEqual(alone);
    expect(workers).toHaveLength(count - 1);
    await ended();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that die end the run with a sentence, and leave nothing', async () => {
    await selectBackend({ preferred: 'wasm', threads: port(3) });
    const before = tf.memory().numTensors;
    let failure: string | undefined;
    for await (const step of stylize(request)) {
      if (step.phase === 'painting') await workers[0]?.terminate();
      if (step.phase === 'done') failure = step.failure?.message;
    }
    expect(failure).toMatch(
      /^A thread of the computation ended before its work was done \(exit code \d+\); run again with fewer threads\.$/,
    );
    await ended();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that never come leave the work to the one that is there', async () => {
    await selectBackend({ preferred: 'wasm', threads: port(2, 'setInterval(() => {}, 1000);') });
    expect(await paint()).toEqual(alone);
    await ended();
  });
});

/** A network ends its threads with itself. */
async function ended(): Promise<void> {
  for (const worker of workers.splice(0)) {
    if (worker.threadId !== -1) await new Promise((resolve) => worker.once('exit', resolve));
  }
}
