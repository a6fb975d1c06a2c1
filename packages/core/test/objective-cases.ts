import * as tf from '@tensorflow/tfjs';
import { selectBackend } from '../src/backend/select.js';
import { leaveKernels } from '../src/kernels/wasm/kernels-in-use.js';
import type { ObjectiveWeights } from '../src/loss/objective.js';

// What the tests of an objective's gradient share.

export const CONTENT_LAYER = 'conv4_2';

/** Of every kind of term, each layer another one. */
export const WEIGHTS: ObjectiveWeights = {
  alpha: 0.7,
  beta: 1.3,
  contentLayers: { [CONTENT_LAYER]: 0.9 },
  styleLayers: { conv1_1: 0.5, conv2_1: 0.25, conv4_2: 0.5, conv5_1: 1 },
  totalVariation: 0.3,
};

export const COMBINATIONS = (['max', 'average'] as const).flatMap((pooling) =>
  (['relative', 'gatys', 'udacity'] as const).flatMap((normalization) =>
    [false, true].map((projected) => ({ pooling, normalization, projected })),
  ),
);

/** The plain backend, TensorFlow.js's WASM, or the kernels beside it. */
export async function startOn(backend: 'cpu' | 'wasm' | 'kernels'): Promise<void> {
  tf.enableProdMode();
  await selectBackend({ preferred: backend === 'cpu' ? 'cpu' : 'wasm' });
  if (backend !== 'kernels') leaveKernels();
}

/** ‖a − b‖ / ‖b‖. */
export function relativeDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [difference, norm] = [0, 0];
  for (let at = 0; at < b.length; at++) {
    difference += (a[at]! - b[at]!) ** 2;
    norm += b[at]! ** 2;
  }
  return Math.sqrt(difference / norm);
}
