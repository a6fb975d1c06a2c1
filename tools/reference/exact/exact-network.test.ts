import { mulberry32, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerName, Pooling } from '../../../packages/core/src/vgg19/network/layers.js';
import { createTensorNetwork } from '../../../packages/core/src/vgg19/tensors/tensor-network.js';
import { relativeL2 } from '../judge/statistics.js';
import { findFlips, readDecisions } from './decisions.js';
import type { ExactMap } from './exact-map.js';
import { createExactNetwork } from './exact-network.js';
import { createExactObjective } from './exact-objective.js';

const { weights } = tinyNetwork(21);
const POOLINGS: readonly Pooling[] = ['max', 'average'];

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

/** Numbers that float32 holds exactly. */
function picture(height: number, width: number, seed: number): ExactMap {
  const random = mulberry32(seed);
  const values = Float64Array.from({ length: height * width * 3 }, () =>
    Math.fround(Math.floor(random() * 256) / 256),
  );
  return { height, width, channels: 3, values };
}

const toTensor = ({ height, width, channels, values }: ExactMap): tf.Tensor4D =>
  tf.tensor4d(Float32Array.from(values), [1, height, width, channels]);

/** A copy with other values at some places. */
function changed(values: Float64Array, ...changes: readonly [at: number, value: number][]) {
  const copy = values.slice();
  for (const [at, value] of changes) copy[at] = value;
  return copy;
}

/** The maps with other values in one of them. */
function replaced(maps: readonly ExactMap[], stage: number, values: Float64Array): ExactMap[] {
  return maps.map((map, index) => (index === stage ? { ...map, values } : map));
}

describe.each(POOLINGS)('the network in float64, %s pooling', (pooling) => {
  const exact = createExactNetwork(weights, 'conv5_1', pooling);
  const image = picture(17, 35, 5);

  it('computes the maps and gradients that the engine computes', async () => {
    const options = { weights, deepest: 'conv5_1', pooling, calibration: null } as const;
    const engine = createTensorNetwork(options);
    const maps = exact.forward(image);
    const tensor = toTensor(image);
    const taken = await readDecisions(engine, exact, tensor);
    expect(taken).toHaveLength(maps.length);
    for (const [stage, map] of maps.entries()) {
      expect(relativeL2(taken[stage]!.values, map.values)).toBeLessThan(1e-6);
    }
    const own = new Map<LayerName, ExactMap>();
    exact.stages.forEach((stage, index) => {
      if (stage.kind === 'pooling' || stage.name === 'conv3_1') return;
      const random = mulberry32(index);
      const map = maps[index]!;
      own.set(stage.name, { ...map, values: map.values.map(() => random() - 0.5) });
    });
    const pass = await engine.forward(tensor);
    const gradient = await pass.backward((layer) => {
      const map = own.get(layer);
      return map === undefined ? [] : [{ kind: 'map', map: toTensor(map) }];
    });
    const expected = exact.backward(maps, (layer) => own.get(layer) ?? null);
    expect(relativeL2(gradient!.dataSync(), expected.values)).toBeLessThan(1e-5);
    pass.dispose();
    tf.dispose([tensor, gradient!]);
    engine.dispose();
  });

  it('has the gradient of its loss', () => {
    const [content, style] = [exact.forward(picture(17, 35, 6)), exact.forward(picture(20, 16, 7))];
    const objective = createExactObjective(exact, content, style);
    const terms = new Map<'content' | LayerName, number>([
      ['content', 1],
      ['conv1_1', 2],
      ['conv2_1', 3],
      ['conv5_1', 50],
    ]);
    const { gradient } = objective.evaluate(exact.forward(image), terms);
    for (const at of [0, 100, 901, 1784]) {
      const lossAt = (step: number) => {
        const values = changed(image.values, [at, image.values[at]! + step]);
        return objective.evaluate(exact.forward({ ...image, values }), terms).loss;
      };
      // Central differences; 1e-6 keeps clear of the next ReLU's corner.
      const slope = (lossAt(1e-6) - lossAt(-1e-6)) / 2e-6;
      expect(slope).toBeCloseTo(gradient[at]!, 6);
    }
  });

  it('finds the decisions of another implementation, and takes a gradient back by them', () => {
    const maps = exact.forward(image);
    expect(findFlips(exact, maps, maps)).toEqual([]);
    // The smallest value that passes the ReLU of conv3_1 is taken for a zero.
    const stage = exact.stages.findIndex(
      (each) => each.kind !== 'pooling' && each.name === 'conv3_1',
    );
    const map = maps[stage]!;
    const smallest = map.values.reduce(
      (best, value, at) => (value > 0 && value < map.values[best]! ? at : best),
      map.values.findIndex((value) => value > 0),
    );
    const others = replaced(maps, stage, changed(map.values, [smallest, 0]));
    const flips = findFlips(exact, maps, others).filter(({ at }) => at.includes('ReLU'));
    const typical = Math.sqrt(
      map.values.reduce((sum, each) => sum + each ** 2, 0) / map.values.length,
    );
    expect(flips).toHaveLength(1);
    expect(flips[0]!.at).toMatch(/^conv3_1 ReLU \[\d+, \d+, \d\]$/);
    expect(flips[0]!.margin).toBeCloseTo(map.values[smallest]! / typical, 12);
    // Only that value has a gradient, which the ReLU of the other implementation blocks.
    const one = { ...map, values: map.values.map((_, at) => (at === smallest ? 1 : 0)) };
    const own = (layer: LayerName) => (layer === 'conv3_1' ? one : null);
    expect(exact.backward(maps, own).values.some((value) => value !== 0)).toBe(true);
    expect(exact.backward(others, own).values.every((value) => value === 0)).toBe(true);
  });
});

it('finds another winner of a max pooling, by how much it won', () => {
  const exact = createExactNetwork(weights, 'conv2_1', 'max');
  const maps = exact.forward(picture(8, 8, 9));
  const stage = exact.stages.findIndex(({ kind }) => kind === 'pooling');
  const source = maps[stage - 1]!;
  const pooled = maps[stage]!;
  const window = [0, 1, source.width, source.width + 1].map(
    (position) => position * source.channels,
  );
  const [winner, second] = [...window].sort((a, b) => source.values[b]! - source.values[a]!);
  const [largest, next] = [source.values[winner!]!, source.values[second!]!];
  expect(next).toBeGreaterThan(0);
  // The other implementation has the two the other way round.
  const swapped = changed(source.values, [winner!, next], [second!, largest]);
  const others = replaced(maps, stage - 1, swapped);
  const typical = Math.sqrt(
    source.values.reduce((sum, each) => sum + each ** 2, 0) / source.values.length,
  );
  expect(pooled.values[0]).toBe(largest);
  expect(findFlips(exact, maps, others)).toEqual([
    { at: 'pooling of conv1_2 [0, 0, 0]', margin: (largest - next) / Math.max(typical, largest) },
  ]);
});
