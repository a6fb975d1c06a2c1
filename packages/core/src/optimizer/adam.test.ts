import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AdamOptions, adam, DEFAULT_ADAM } from './adam.js';
import { disposeState, type Optimizer, type OptimizerState, stateTensor } from './optimizer.js';

const OPTIONS: AdamOptions = { ...DEFAULT_ADAM, learningRate: 0.1, averaging: 0.5 };

const pixels = (values: readonly number[]): tf.Tensor4D =>
  tf.tensor4d([...values], [1, 1, values.length, 1]);
const read = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

/** Walks from `image` along the gradients; leaves only the last state alive. */
function walk(
  optimizer: Optimizer,
  image: readonly number[],
  gradients: readonly (readonly number[])[],
): OptimizerState {
  const start = pixels(image);
  let state = optimizer.init(start);
  start.dispose();
  for (const values of gradients) {
    const gradient = pixels(values);
    const next = optimizer.update(state, gradient);
    tf.dispose(gradient);
    disposeState(state);
    state = next;
  }
  return state;
}

function pictureOf(optimizer: Optimizer, state: OptimizerState): number[] {
  const picture = optimizer.picture(state);
  const values = read(picture);
  picture.dispose();
  return values;
}

/** Every pixel twice. */
const double = async (tensor: tf.Tensor4D): Promise<tf.Tensor4D> =>
  pixels(read(tensor).flatMap((value) => [value, value]));

describe.each(['cpu', 'wasm'])('Adam on %s', (backend) => {
  let before = 0;
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });
  beforeEach(() => {
    before = tf.memory().numTensors;
  });

  it('goes by the learning rate at first, whatever the size of the gradient', () => {
    // m̂ = 0.1·g/(1 − 0.9) = g, v̂ = 0.01·g²/(1 − 0.99) = g², so each moves by 0.1·g/|g|.
    const state = walk(adam(OPTIONS), [0.5, 0.5], [[4, -0.002]]);
    expect(read(stateTensor(state, 'image'))).toBeAllClose([0.4, 0.6], 1e-5);
    expect(state.counts).toEqual({ step: 1, averaged: 1 });
    disposeState(state);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('corrects the bias of both moments at the second step', () => {
    const state = walk(
      adam(OPTIONS),
      [0.5, 0.5],
      [
        [4, -2],
        [0, 2],
      ],
    );
    // m = 0.9·[0.4, −0.2] + 0.1·[0, 2] = [0.36, 0.02];     m̂ = m/(1 − 0.81) = [1.894737, 0.105263]
    // v = 0.99·[0.16, 0.04] + 0.01·[0, 4] = [0.1584, 0.0796]; v̂ = v/(1 − 0.9801) = [7.959799, 4]
    // m̂/√v̂ = [1.894737/2.821312, 0.105263/2] = [0.671580, 0.052632]
    expect(read(stateTensor(state, 'firstMoment'))).toBeAllClose([0.36, 0.02], 1e-6);
    expect(read(stateTensor(state, 'secondMoment'))).toBeAllClose([0.1584, 0.0796], 1e-6);
    expect(read(stateTensor(state, 'image'))).toBeAllClose([0.4 - 0.067158, 0.6 - 0.0052632], 1e-6);
    disposeState(state);
  });

  it('keeps iterates within 0..1 only when told, the picture always', () => {
    const from = [0.05, 0.95]; // one step of 0.1 leads to [−0.05, 1.05]
    const clamped = walk(adam({ ...OPTIONS, clamp: true }), from, [[1, -1]]);
    expect(read(stateTensor(clamped, 'image'))).toEqual([0, 1]);
    const optimizer = adam({ ...OPTIONS, clamp: false });
    const free = walk(optimizer, from, [[1, -1]]);
    expect(read(stateTensor(free, 'image'))).toBeAllClose([-0.05, 1.05], 1e-5);
    expect(pictureOf(optimizer, free)).toEqual([0, 1]);
    disposeState(clamped);
    disposeState(free);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('shows the bias-corrected average of the iterates', () => {
    const optimizer = adam(OPTIONS);
    const none = walk(optimizer, [0.5, 0.25], []);
    expect(pictureOf(optimizer, none)).toEqual([0.5, 0.25]);
    // A constant gradient makes every step 0.1: iterates 0.4, 0.3 and 0.35, 0.45.
    const gradients = [
      [1, -1],
      [1, -1],
    ];
    const state = walk(optimizer, [0.5, 0.25], gradients);
    // Average 0.5·(0.5·0.4) + 0.5·0.3 = 0.25, over 1 − 0.5² = 0.75: the newer one counts twice.
    expect(pictureOf(optimizer, state)).toBeAllClose([1 / 3, (0.35 + 2 * 0.45) / 3], 1e-5);
    const last = adam({ ...OPTIONS, averaging: 0 });
    const state0 = walk(last, [0.5, 0.25], gradients);
    expect(pictureOf(last, state0)).toBeAllClose([0.3, 0.45], 1e-5);
    for (const each of [none, state, state0]) disposeState(each);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('carries the moments to another size and begins the average anew', async () => {
    const optimizer = adam(OPTIONS);
    const state = walk(
      optimizer,
      [0.5, 0.25],
      [
        [1, -1],
        [1, -1],
      ],
    );
    const filters: string[] = [];
    const larger = await optimizer.rescale(state, (tensor, filter) => {
      filters.push(filter);
      return double(tensor);
    });
    // Second moments are never below 0, which only `triangle` respects.
    expect(filters).toEqual(['cubic', 'cubic', 'triangle']);
    expect(larger.counts).toEqual({ step: 2, averaged: 0 });
    const [a, b] = [1 / 3, (0.35 + 2 * 0.45) / 3];
    expect(read(stateTensor(larger, 'image'))).toBeAllClose([a, a, b, b], 1e-5);
    // m = 0.9·0.1 + 0.1 = 0.19 and v = 0.99·0.01 + 0.01 = 0.0199.
    expect(read(stateTensor(larger, 'firstMoment'))).toBeAllClose([0.19, 0.19, -0.19, -0.19], 1e-6);
    expect(read(stateTensor(larger, 'secondMoment'))).toBeAllClose(Array(4).fill(0.0199), 1e-6);
    expect(read(stateTensor(larger, 'average'))).toEqual([0, 0, 0, 0]);
    expect(pictureOf(optimizer, larger)).toBeAllClose([a, a, b, b], 1e-5);

    // The old average has no weight left: after one step of 0.1 the picture is the iterate.
    const gradient = pixels([1, 1, -1, -1]);
    const next = optimizer.update(larger, gradient);
    expect(pictureOf(optimizer, next)).toBeAllClose([a - 0.1, a - 0.1, b + 0.1, b + 0.1], 1e-5);
    gradient.dispose();
    for (const each of [state, larger, next]) disposeState(each);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('does not move where no gradient ever came when it goes to another size (case 20)', async () => {
    const optimizer = adam(OPTIONS);
    const state = walk(optimizer, [0.5, 0.25], [[1, 0]]);
    // As the cubic kernel does beyond the last gradient: a ring where the triangle leaves 0.
    const larger = await optimizer.rescale(state, async (tensor, filter) =>
      filter === 'cubic' ? tf.add(tensor, 0.01) : tf.clone(tensor),
    );
    expect(read(stateTensor(larger, 'firstMoment'))).toBeAllClose([0.11, 0], 1e-6);
    for (const each of [state, larger]) disposeState(each);
  });

  it('keeps four tensors, the caller’s image and gradient untouched', () => {
    const optimizer = adam(OPTIONS);
    const image = pixels([0.5, 0.25]);
    const gradient = pixels([1, -1]);
    const first = optimizer.init(image);
    expect(tf.memory().numTensors).toBe(before + 2 + 4);
    const second = optimizer.update(first, gradient);
    expect(tf.memory().numTensors).toBe(before + 2 + 4 + 4);
    disposeState(first);
    disposeState(second);
    expect(read(image)).toEqual([0.5, 0.25]);
    expect(read(gradient)).toEqual([1, -1]);
    tf.dispose([image, gradient]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
