// Runs inside the page of webgl-stylize.test.ts; its functions lie on the global object.
import * as tf from '@tensorflow/tfjs-core';
import { selectBackend } from '../src/backend/select.js';
import { isStyleTransferError } from '../src/errors.js';
import { stylize } from '../src/stylize.js';
import { collect, doneStep, paintingSteps, request } from './tiny-run.js';

interface GraphicsBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}

const choice = await selectBackend({ preferred: 'webgl' });

/** A whole run: what it lost, what it painted, what it left behind. */
async function run() {
  const before = tf.memory().numTensors;
  const steps = await collect();
  return {
    backend: choice.name,
    losses: paintingSteps(steps).map(({ losses }) => losses.total),
    picture: Array.from(doneStep(steps).picture.data),
    left: tf.memory().numTensors - before,
  };
}

/** A run whose context is taken away after its second iteration. */
async function runUntilLost() {
  try {
    for await (const step of stylize(request())) {
      if (step.phase !== 'painting' || step.iteration.index !== 2) continue;
      const { gl } = (tf.backend() as unknown as GraphicsBackend).gpgpu;
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    }
    return 'finished';
  } catch (error) {
    return isStyleTransferError(error) ? `${error.code}: ${error.message}` : String(error);
  }
}

Object.assign(globalThis, { run, runUntilLost });
