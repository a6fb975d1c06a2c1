import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { memoryInUse } from './memory.js';
import { restartBackend } from './restart.js';
import { selectBackend } from './select.js';

it('replaces a backend by a fresh one of its name', async () => {
  await selectBackend({ preferred: 'cpu' });
  const before = tf.backend();
  await restartBackend('cpu');

  expect(tf.getBackend()).toBe('cpu');
  expect(tf.backend()).not.toBe(before);
  expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
  expect(memoryInUse()).toEqual({ tensors: 0, bytes: 0 });
});

it('refuses one that was never started', async () => {
  await expect(restartBackend('webgl')).rejects.toMatchObject({
    code: 'backend-unavailable',
    message: 'The webgl backend should be started anew, but it was never started; choose it first.',
  });
});
