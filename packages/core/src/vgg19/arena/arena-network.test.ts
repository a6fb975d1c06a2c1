import { mulberry32 } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allowRelaxedSimd } from '../../../test/relaxed-simd.js';
import { type KernelKind, type Kernels, loadKernels } from '../../kernels/wasm/load-kernels.js';
import type { FeatureGradient } from '../network/feature-maps.js';
import type { LayerName, NetworkLayer, Pooling } from '../network/layers.js';
import type { Network } from '../network/network.js';
import type { NetworkWeights } from '../network/network-weights.js';
import type { LayerCoverage } from '../network/position-weights.js';
import { createTensorNetwork } from '../tensors/tensor-network.js';
import { createArenaNetwork } from './arena-network.js';

const NAMES: readonly LayerName[] = ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'];
const KINDS: readonly KernelKind[] = ['simd', 'relaxed-simd'];
const kernels = new Map<KernelKind, Kernels | null>();

beforeAll(async () => {
  allowRelaxedSimd();
  await tf.setBackend('cpu');
  for (const kind of KINDS) kernels.set(kind, await loadKernels(kind));
});

describe.each(KINDS)('the network in the arena, %s', (kind) => {
  const inArena = (weights: NetworkWeights, pooling: Pooling, deepest: LayerName) =>
    createArenaNetwork({
      ...{ weights, pooling, deepest, calibration: null },
      ...{ kernels: kernels.get(kind) as Kernels, threads: null },
    });

  it('computes what the plain network computes, at any size and for any channels', async () => {
    if (kernels.get(kind) === null) return;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 38 }),
        fc.integer({ min: 4, max: 38 }),
        fc.array(fc.integer({ min: 1, max: 21 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom<Pooling>('max', 'average'),
        fc.integer({ min: 1, max: 1e6 }),
        async (height, width, channels, pooling, seed) => {
          const weights = randomNetwork(channels, seed);
          const deepest = NAMES[channels.length - 1]!;
          const plain = createTensorNetwork({ weights, pooling, deepest, calibration: null });
          const arena = inArena(weights, pooling, deepest);
          await compare(arena, plain, height, width, seed);
          arena.dispose();
          plain.dispose();
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });
});

/** Every map, its moments and the gradient of a loss that looks at all of them in every way. */
async function compare(
  arena: Network,
  plain: Network,
  height: number,
  width: number,
  seed: number,
) {
  tf.dispose(leftovers.splice(0));
  const before = tf.memory().numTensors;
  const image = randomTensor([1, height, width, 3], seed) as tf.Tensor4D;
  const ours = await arena.forward(image);
  const theirs = await plain.forward(image);
  const scale = (tensor: tf.Tensor) => (tensor.size === 0 ? [] : tensor.dataSync());
  for (const name of arena.layerNames) {
    expect(scale(ours.featureMap(name))).toBeAllClose(scale(theirs.featureMap(name)), 1e-5);
    const [, h, w] = theirs.shape(name);
    for (const coverage of [null, randomCoverage(h, w, seed)]) {
      for (const moment of ['gram', 'mean'] as const) {
        const [a, b] = [ours[moment](name, coverage), theirs[moment](name, coverage)];
        expect(a.dataSync()).toBeAllClose(b.dataSync(), 1e-5);
        tf.dispose([a, b]);
      }
      if (coverage) tf.dispose([coverage.root, coverage.weight]);
    }
  }
  const mine = await ours.backward((name) => randomGradients(theirs.shape(name), name, seed));
  const shapes = new Map(arena.layerNames.map((name) => [name, theirs.shape(name)]));
  const expected = await theirs.backward((name) => randomGradients(shapes.get(name)!, name, seed));
  expect(mine!.shape).toEqual([1, height, width, 3]);
  expect(mine!.dataSync()).toBeAllClose(expected!.dataSync(), 1e-5);
  ours.dispose();
  theirs.dispose();
  tf.dispose([image, mine!, expected!]);
  const left = tf.memory().numTensors - before - leftovers.length;
  tf.dispose(leftovers.splice(0));
  expect(left).toBe(0);
}

/** Coverages stay the loss's: freed after a comparison. */
const leftovers: tf.Tensor[] = [];

function randomGradients(
  [, h, w, c]: readonly number[],
  name: LayerName,
  seed: number,
): FeatureGradient[] {
  const own = seed + NAMES.indexOf(name);
  const matrix = () => {
    const half = randomTensor([c!, c!], own);
    return tf.add(half, tf.transpose(half)) as tf.Tensor2D;
  };
  const coverage = randomCoverage(h!, w!, own);
  leftovers.push(tf.keep(coverage.root), tf.keep(coverage.weight));
  const map = randomTensor([1, h!, w!, c!], own + 1) as tf.Tensor4D;
  const offset = randomTensor([c!], own + 2) as tf.Tensor1D;
  const choices: FeatureGradient[] = [
    { kind: 'map', map },
    { kind: 'product', matrix: tf.tidy(matrix), offset: null, coverage: null },
    { kind: 'product', matrix: tf.tidy(matrix), offset, coverage },
  ];
  // Some layers are looked at in every way, some in one, some not at all.
  const seen = name === 'conv1_1' || own % 4 > 0;
  const used = own % 4 === 3 ? choices : seen ? [choices[own % 3]!] : [];
  for (const choice of choices) {
    if (used.includes(choice)) continue;
    tf.dispose(choice.kind === 'map' ? choice.map : [choice.matrix, choice.offset ?? []].flat());
  }
  return used;
}

function randomNetwork(channels: readonly number[], seed: number): NetworkWeights {
  const random = mulberry32(seed);
  const architecture: NetworkLayer[] = [];
  const layers = new Map();
  let inputChannels = 3;
  channels.forEach((outputChannels, index) => {
    const name = NAMES[index]!;
    if (index > 0 && name.endsWith('_1')) architecture.push({ kind: 'pooling' });
    architecture.push({ kind: 'convolution', name, inputChannels, outputChannels });
    const spread = Math.sqrt(6 / (9 * inputChannels));
    const draw = (count: number, scale: number) =>
      Float32Array.from({ length: count }, () => (random() * 2 - 1) * scale);
    const kernel = draw(9 * inputChannels * outputChannels, spread);
    layers.set(name, { kernel, inputChannels, outputChannels, bias: draw(outputChannels, 0.2) });
    inputChannels = outputChannels;
  });
  return { id: `random-${seed}`, inputMean: [0.48, 0.46, 0.41], architecture, layers };
}

function randomTensor(shape: number[], seed: number): tf.Tensor {
  const random = mulberry32(seed);
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random() - 0.3),
    shape,
  );
}

function randomCoverage(height: number, width: number, seed: number): LayerCoverage {
  return tf.tidy(() => {
    const root = tf.abs(randomTensor([1, height, width, 1], seed)) as tf.Tensor4D;
    return { root, weight: tf.square(root), positions: height * width };
  });
}
