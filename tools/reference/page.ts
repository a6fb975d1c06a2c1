// Runs inside the page of browser.ts, which calls globalThis.checkReference.
import * as tf from '@tensorflow/tfjs';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { type CheckOptions, checkSet } from './check-set.js';
import { type Checked, joinChecked } from './judge/findings.js';
import type { ReferenceSet } from './set/reference-set.js';

async function checkReference(
  sets: readonly ReferenceSet[],
  parts: Pick<CheckOptions, 'trajectories' | 'terms'>,
): Promise<Checked> {
  tf.enableProdMode();
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL could not be started.');
  const weights = await loadWeights({ source: { name: 'the page', read }, deepest: 'conv5_4' });
  const checked: Checked[] = [];
  for (const set of sets)
    checked.push(await checkSet(set, { weights, backend: 'webgl', ...parts }));
  return joinChecked(checked);
}

async function read(file: string, { start = 0, end }: { start?: number; end?: number } = {}) {
  const response = await fetch(`weights/${file}`);
  if (!response.ok) throw new Error(`The page's server answered ${response.status} for ${file}.`);
  return new Uint8Array(await response.arrayBuffer()).subarray(start, end);
}

Object.assign(globalThis, { checkReference });
