// Runs inside the worker of worker-kernels.ts, which asks it for one iteration after another.

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { loadKernels } from '../../packages/core/src/kernels/wasm/load-kernels.js';
import { createArenaNetwork } from '../../packages/core/src/vgg19/arena/arena-network.js';
import { createTensorNetwork } from '../../packages/core/src/vgg19/tensors/tensor-network.js';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { benchPictures, type Contender } from '../contenders/contender.js';
import { engineContender } from '../contenders/engine.js';
import { DEEPEST } from '../contenders/objective-defaults.js';

/** What the page asks: first the contenders, then iterations. */
export type WorkerOrder =
  | { readonly kind: 'prepare'; readonly size: number }
  | { readonly kind: 'iterate'; readonly contender: number };

let contenders: Contender[] = [];

/** The kernels and TensorFlow.js's operations, VGG19 on both, on this thread alone. */
async function prepare(size: number): Promise<void> {
  tf.enableProdMode();
  const wasm = new URL('/wasm/', self.location.href).href;
  setWasmPaths(wasm);
  // One thread each, also in an isolated page.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend('wasm'))) throw new Error('WASM could not be started.');
  const kernels = await loadKernels();
  if (kernels === null) throw new Error('This browser has no SIMD for WebAssembly.');
  const weights = await loadWeights({ source: { name: 'the page', read }, deepest: DEEPEST });
  for (const contender of contenders) contender.dispose();
  const options = { weights, ...benchPictures(size) };
  contenders = [
    await engineContender(options, (network) =>
      createArenaNetwork({ ...network, kernels, threads: null }),
    ),
    await engineContender(options, createTensorNetwork),
  ];
}

async function read(file: string, { start = 0, end }: { start?: number; end?: number } = {}) {
  const response = await fetch(new URL(`/weights/${file}`, self.location.href));
  if (!response.ok) throw new Error(`The page's server answered ${response.status} for ${file}.`);
  return new Uint8Array(await response.arrayBuffer()).subarray(start, end);
}

self.addEventListener('message', async ({ data }: MessageEvent<WorkerOrder>) => {
  if (data.kind === 'prepare') {
    await prepare(data.size);
    self.postMessage(0);
    return;
  }
  const start = performance.now();
  await contenders[data.contender]?.iterate();
  self.postMessage(performance.now() - start);
});
