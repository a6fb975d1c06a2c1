import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { greyObjective } from './grey-objective.js';
import type { Objective, ObjectiveWeights } from './objective.js';

const weights: ObjectiveWeights = {
  alpha: 1,
  beta: 1,
  contentLayers: {},
  styleLayers: {},
  totalVariation: 0,
};

describe.each(['cpu', 'wasm'])('an objective within greys on %s (case 19)', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('gives all channels the mean of the gradient, and frees the gradient itself', async () => {
    let disposed = false;
    const objective: Objective = {
      evaluate: async () => ({
        gradient: tf.tensor4d([1, 2, 6, -1, 0, 4], [1, 1, 2, 3]),
        losses: tf.tensor1d([7]),
      }),
      nameLosses: () => {
        throw new Error('not asked here');
      },
      dispose: () => {
        disposed = true;
      },
    };
    const before = tf.memory().numTensors;
    const grey = greyObjective(objective);
    const image = tf.zeros([1, 1, 2, 3]) as tf.Tensor4D;
    const { gradient, losses } = await grey.evaluate(image, weights);
    expect(Array.from(gradient.dataSync())).toEqual([3, 3, 3, 1, 1, 1]);
    expect(losses.dataSync()[0]).toBe(7);
    tf.dispose([image, gradient, losses]);
    expect(tf.memory().numTensors).toBe(before);
    grey.dispose();
    expect(disposed).toBe(true);
  });
});
