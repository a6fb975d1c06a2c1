import type * as tf from '@tensorflow/tfjs-core';
import type { Team } from '../../kernels/wasm/team.js';
import type { FeatureGradient } from '../network/feature-maps.js';
import type { Arena } from './arena-forward.js';
import type { PlannedMap } from './arena-plan.js';
import { productScratch } from './scratch.js';

type ProductGradient = Extract<FeatureGradient, { kind: 'product' }>;

/** Writes a loss's gradient with respect to a map to the map's gradient, or adds it to what is there. */
export function addGradient(
  arena: Arena,
  map: PlannedMap,
  gradient: FeatureGradient,
  accumulate: boolean,
): void {
  if (gradient.kind === 'product') addProduct(arena, map, gradient, accumulate);
  else addMap(arena.team, map, gradient.map.dataSync() as Float32Array, accumulate);
}

function addProduct(
  { team, plan }: Arena,
  map: PlannedMap,
  { matrix, offset, coverage }: ProductGradient,
  accumulate: boolean,
): void {
  const { channels, wanted } = map;
  const positions = map.height * map.width;
  const shape = { positions, channels, wanted };
  const { words } = productScratch(plan.scratch, shape, team);
  copyIn(team, matrix, words.matrix);
  if (offset !== null) {
    team.floats(words.offset, channels).fill(0);
    copyIn(team, offset, words.offset);
  }
  if (coverage !== null) copyIn(team, coverage.root, words.roots);
  team.run('multiplyByMatrix', {
    ...shape,
    ...words,
    source: map.address,
    target: map.gradient,
    offset: offset === null ? 0 : words.offset,
    roots: coverage === null ? 0 : words.roots,
    accumulate: accumulate ? 1 : 0,
  });
}

/** Copies a tensor's numbers into the memory. */
export function copyIn(team: Team, tensor: tf.Tensor, address: number): void {
  team.floats(address, tensor.size).set(tensor.dataSync() as Float32Array);
}

function addMap(team: Team, map: PlannedMap, values: Float32Array, accumulate: boolean): void {
  const { channels, wanted, height, width } = map;
  const target = team.floats(map.gradient, height * width * channels);
  if (!accumulate && channels === wanted) {
    target.set(values);
    return;
  }
  if (!accumulate) target.fill(0);
  for (let position = 0; position < height * width; position++) {
    for (let channel = 0; channel < wanted; channel++) {
      target[position * channels + channel] += values[position * wanted + channel];
    }
  }
}
