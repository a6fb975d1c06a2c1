// Runs inside the page of measure-iterations.ts, which calls globalThis.timeIterations.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { benchPictures, type Contender } from '../contenders/contender.js';
import { engineContender } from '../contenders/engine.js';
import { DEEPEST } from '../contenders/objective-defaults.js';
import { stockContender } from '../contenders/stock.js';
import type { BackendTimes, IterationsJob } from './iterations.js';

/** Engine and stock TensorFlow.js in turns on one backend, VGG19 on both; the fastest round counts. */
async function timeIterations({ backend, size, rounds }: IterationsJob): Promise<BackendTimes> {
  tf.enableProdMode();
  setWasmPaths('wasm/');
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} could not be started.`);
  const weights = await loadWeights({ source: { name: 'the page', read }, deepest: DEEPEST });
  const options = { weights, ...benchPictures(size) };
  const contenders = [await engineContender(options), stockContender(options)];
  const times = contenders.map((): number[] => []);
  // The first round compiles and warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const ms = await timeOne(contender);
      if (round > 0) times[index]?.push(ms);
    }
  }
  for (const contender of contenders) contender.dispose();
  const [engine = Number.NaN, stock = Number.NaN] = times.map((each) => Math.min(...each));
  return { backend, size, rounds, engine, stock, speedup: stock / engine };
}

async function timeOne(contender: Contender): Promise<number> {
  // Between iterations the page answers its browser, as it would while painting.
  await new Promise((resolve) => setTimeout(resolve, 0));
  const start = performance.now();
  await contender.iterate();
  return performance.now() - start;
}

async function read(file: string, { start = 0, end }: { start?: number; end?: number } = {}) {
  const response = await fetch(`weights/${file}`);
  if (!response.ok) throw new Error(`The page's server answered ${response.status} for ${file}.`);
  return new Uint8Array(await response.arrayBuffer()).subarray(start, end);
}

Object.assign(globalThis, { timeIterations });
