import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '../backend/select.js';
import { kernelsInUse, leaveKernels } from '../kernels/wasm/kernels-in-use.js';
import { createNetwork } from '../vgg19/create-network.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(5);
const request: StylizeRequest = {
  weights,
  content: blobsPicture(40, 33, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(40, 40, 5) }],
  parameters: { size: 40, iterations: 15 },
};

async function paint(): Promise<Uint8ClampedArray> {
  for await (const step of stylize(request)) {
    if (step.phase === 'done') return Uint8ClampedArray.from(step.picture.data);
  }
  throw new Error('The run did not finish.');
}

describe('runs on the kernels', () => {
  beforeAll(async () => {
    await selectBackend({ preferred: 'wasm' });
  });

  afterAll(() => leaveKernels());

  it('paint the picture that TensorFlow.js’s operations paint', async () => {
    expect(kernelsInUse()).not.toBeNull();
    const ours = await paint();
    leaveKernels();
    const theirs = await paint();
    await selectBackend({ preferred: 'wasm' });
    const difference = ours.reduce((sum, value, at) => sum + Math.abs(value - theirs[at]!), 0);
    expect(difference / ours.length).toBeLessThan(1);
  });

  it('leave nothing, twenty times over', async () => {
    const before = tf.memory().numTensors;
    for (let run = 0; run < 20; run++) await paint();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leave nothing when they are ended at any layer', async () => {
    const image = tf.zeros([1, 40, 33, 3]) as tf.Tensor4D;
    const before = tf.memory().numTensors;
    for (let last = 0; last < 30; last++) {
      let breaths = 0;
      const breathe = async () => {
        if (breaths++ === last) throw new Error('ended');
      };
      const options = { deepest: 'conv5_1', pooling: 'max', calibration: null } as const;
      const network = createNetwork({ weights, ...options, breathe });
      const pass = await network.forward(image).catch(() => null);
      const gradient = await pass
        ?.backward((layer) => [{ kind: 'map', map: tf.zeros(pass.shape(layer)) }])
        .catch(() => null);
      gradient?.dispose();
      pass?.dispose();
      network.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
    image.dispose();
  });

  it('hear an abort within an iteration', async () => {
    const stopped = new AbortController();
    const before = tf.memory().numTensors;
    const run = async () => {
      for await (const step of stylize({ ...request, signal: stopped.signal })) {
        if (step.phase === 'painting') queueMicrotask(() => stopped.abort());
      }
    };
    await expect(run()).rejects.toMatchObject({ code: 'aborted' });
    expect(tf.memory().numTensors).toBe(before);
  });
});
