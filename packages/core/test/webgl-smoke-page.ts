// Runs inside the page of webgl-smoke.test.ts; what it finds lies on the global object.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';

const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
await tf.setBackend('webgl');
const product = tf.tidy(() => {
  const left = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  const right = tf.tensor2d([7, 8, 9, 10, 11, 12], [3, 2]);
  return Array.from(tf.matMul(left, right).dataSync());
});

Object.assign(globalThis, {
  found: {
    version: gl?.getParameter(gl.VERSION) as unknown,
    backend: tf.getBackend(),
    product,
    tensors: tf.memory().numTensors,
  },
});
