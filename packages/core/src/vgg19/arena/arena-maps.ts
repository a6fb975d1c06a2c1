import * as tf from '@tensorflow/tfjs-core';
import type { FeatureMaps } from '../network/feature-maps.js';
import type { LayerName } from '../network/layers.js';
import type { LayerCoverage } from '../network/position-weights.js';
import type { Arena } from './arena-forward.js';
import type { PlannedMap } from './arena-plan.js';
import { copyIn } from './own-gradient.js';
import { momentsScratch } from './scratch.js';

/**
 * What losses ask of feature maps that lie in the arena.
 *
 * @param current whether they are still there: the next pass writes over them
 */
export function createArenaMaps(
  arena: Arena,
  current: () => boolean,
): { readonly view: FeatureMaps; dispose(): void } {
  const { stages, plan } = arena;
  const copies = new Map<LayerName, tf.Tensor4D>();
  const find = (name: LayerName): PlannedMap => {
    const index = stages.findIndex((stage) => stage.kind === 'convolution' && stage.name === name);
    const map = plan.maps[index];
    if (map === undefined) throw new Error(`This pass does not hold ${name}.`);
    if (!current()) throw new Error('Another pass has taken the place of this one.');
    return map;
  };
  const view: FeatureMaps = {
    shape: (name) => {
      const { height, width, wanted } = find(name);
      return [1, height, width, wanted];
    },
    featureMap: (name) => {
      const copy = copies.get(name) ?? tf.keep(copyOut(arena, find(name)));
      copies.set(name, copy);
      return copy;
    },
    gram: (name, coverage = null) => {
      const map = find(name);
      const values = takeMoments(arena, 'gram', map, coverage);
      return tf.tensor2d(values, [map.wanted, map.wanted]);
    },
    mean: (name, coverage = null) => tf.tensor1d(takeMoments(arena, 'mean', find(name), coverage)),
  };
  return { view, dispose: () => tf.dispose([...copies.values()]) };
}

function copyOut({ team }: Arena, { address, height, width, channels, wanted }: PlannedMap) {
  const padded = team.floats(address, height * width * channels);
  const shape: [number, number, number, number] = [1, height, width, wanted];
  if (channels === wanted) return tf.tensor4d(padded.slice(), shape);
  const values = new Float32Array(height * width * wanted);
  for (let position = 0; position < height * width; position++) {
    const from = position * channels;
    values.set(padded.subarray(from, from + wanted), position * wanted);
  }
  return tf.tensor4d(values, shape);
}

function takeMoments(
  { team, plan }: Arena,
  which: 'gram' | 'mean',
  map: PlannedMap,
  coverage: LayerCoverage | null,
): Float32Array {
  const { channels, wanted } = map;
  const positions = map.height * map.width;
  const shape = { positions, channels, wanted };
  const { words } = momentsScratch(plan.scratch, shape, team);
  if (coverage !== null) copyIn(team, coverage.root, words.roots);
  const roots = coverage === null ? 0 : words.roots;
  const record = { ...shape, ...words, source: map.address, roots, scale: 1 / positions };
  team.run(which, record);
  return team.floats(words.result, which === 'gram' ? wanted ** 2 : wanted).slice();
}
