import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type BackendName, selectBackend } from './select.js';

describe('the backend in Node', () => {
  it.each(['cpu', 'wasm'] as const)('starts when it is asked for: %s', async (preferred) => {
    expect(await selectBackend({ preferred })).toMatchObject({
      name: preferred,
      reason: `${preferred} was asked for`,
    });
    expect(tf.getBackend()).toBe(preferred);
    const sum = tf.tidy(() => tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0]);
    expect(sum).toBe(6);
  });

  it('is wasm when the choice is left to the engine, and says why', async () => {
    await selectBackend({ preferred: 'cpu' });
    const choice = { name: 'wasm', reason: 'there is no WebGL here; wasm works here' };
    expect(await selectBackend()).toMatchObject(choice);
    expect(tf.getBackend()).toBe('wasm');
    expect(await selectBackend({ preferred: 'auto' })).toMatchObject(choice);
  });

  it.each([
    ['webgl', 'webgl'],
    ['a name that is none', 'cuda'],
  ])('is refused with a sentence, and the one before stays: %s', async (_, preferred) => {
    await selectBackend({ preferred: 'cpu' });
    await expect(selectBackend({ preferred: preferred as BackendName })).rejects.toMatchObject({
      name: 'StyleTransferError',
      code: 'backend-unavailable',
      message: `The ${preferred} backend could not be started: Backend name '${preferred}' not found in registry. Choose another with the backend option.`,
    });
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
  });
});
