import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mulberry32 } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Objective, ObjectiveWeights } from './objective.js';
import { protectedObjective } from './protected-objective.js';

const WEIGHTS: ObjectiveWeights = {
  alpha: 1,
  beta: 1,
  contentLayers: {},
  styleLayers: {},
  totalVariation: 0,
};
const SIZE = { width: 3, height: 2 };
const PIXELS = 6;

function draw(seed: number, count: number): Float32Array {
  const random = mulberry32(seed);
  return Float32Array.from({ length: count }, () => random());
}

/** Σ a·x² with gradient 2ax: what it is asked for at is what counts. */
function quadratic(seen: Float32Array[], onDispose: () => void): Objective {
  const a = draw(5, 3 * PIXELS);
  return {
    evaluate: async (image) => {
      seen.push(Float32Array.from(image.dataSync()));
      return tf.tidy(() => {
        const factors = tf.tensor4d(a, [1, 2, 3, 3]);
        const loss = tf.sum(tf.mul(factors, tf.square(image)));
        return {
          gradient: tf.mul(tf.mul(factors, 2), image) as tf.Tensor4D,
          losses: tf.reshape(loss, [1]) as tf.Tensor1D,
        };
      });
    },
    nameLosses: () => {
      throw new Error('not asked here');
    },
    dispose: onDispose,
  };
}

describe.each(['cpu', 'wasm'])('an objective of a partly protected picture on %s', (backend) => {
  const content = { ...SIZE, data: draw(1, 3 * PIXELS) };
  const protection = { ...SIZE, data: Float32Array.of(1, 0, 0.25, 0.5, 1, 0.75) };
  const image = draw(2, 3 * PIXELS);

  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  async function evaluate(at: Float32Array, seen: Float32Array[] = []) {
    let disposed = false;
    const plain = quadratic(seen, () => {
      disposed = true;
    });
    const objective = protectedObjective(plain, content, protection);
    const tensor = tf.tensor4d(at, [1, 2, 3, 3]);
    const { gradient, losses } = await objective.evaluate(tensor, WEIGHTS);
    const read = { gradient: gradient.dataSync(), loss: losses.dataSync()[0] as number };
    tf.dispose([tensor, gradient, losses]);
    objective.dispose();
    expect(disposed).toBe(true);
    return read;
  }

  it('sees the content where it is protected, and moves nothing there', async () => {
    const seen: Float32Array[] = [];
    const { gradient } = await evaluate(image, seen);
    const p = (at: number) => protection.data[Math.floor(at / 3)]!;
    const composite = image.map((x, at) => x * (1 - p(at)) + content.data[at]! * p(at));
    expect(seen[0]).toBeAllClose(composite, 1e-6);
    expect(Array.from(gradient.slice(0, 3))).toEqual([0, 0, 0]);
    expect(Array.from(gradient.slice(12, 15))).toEqual([0, 0, 0]);
  });

  it('has the gradient of central differences', async () => {
    const { gradient } = await evaluate(image);
    const numeric = new Float32Array(image.length);
    const step = 1e-2;
    for (let at = 0; at < image.length; at++) {
      const [up, down] = [Float32Array.from(image), Float32Array.from(image)];
      up[at]! += step;
      down[at]! -= step;
      numeric[at] = ((await evaluate(up)).loss - (await evaluate(down)).loss) / (2 * step);
    }
    expect(gradient).toBeAllClose(numeric, 1e-4);
  });

  it('frees all that it made, and when the objective fails, too', async () => {
    const before = tf.memory().numTensors;
    await evaluate(image);
    const failing: Objective = {
      ...quadratic([], () => {}),
      evaluate: async () => {
        throw new Error('no memory');
      },
    };
    const objective = protectedObjective(failing, content, protection);
    const tensor = tf.tensor4d(image, [1, 2, 3, 3]);
    await expect(objective.evaluate(tensor, WEIGHTS)).rejects.toThrow('no memory');
    tensor.dispose();
    objective.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
