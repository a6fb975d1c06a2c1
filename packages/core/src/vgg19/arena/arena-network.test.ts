import { mulberry32 } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import '@tensorflow/tfjs-backend-wasm';
import { nodeThreads } from '../../../test/node-threads.js';
import { allowRelaxedSimd } from '../../../test/relaxed-simd.js';
import { type KernelKind, type Kernels, loadKernels } from '../../kernels/wasm/load-kernels.js';
import type { FeatureGradient } from '../network/feature-maps.js';
import type { LayerName, NetworkLayer, Pooling } from '../network/layers.js';
import type { Network } from '../network/network.js';
import type { NetworkWeights } from '../network/network-weights.js';
import type { LayerCoverage } from '../network/position-weights.js';
import { pool, poolBackward } from '../tensors/pooling.js';
import { createTensorNetwork } from '../tensors/tensor-network.js';
import { createArenaNetwork } from './arena-network.js';

const NAMES: readonly LayerName[] = ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'];
/** Pixels that a picture needs for so many of these layers: each pooling halves it. */
const SMALLEST = [0, 1, 1, 2, 2, 4];
/** Channels that occur in VGG19 and in vgg19-lite. */
const REAL_CHANNELS = [16, 48, 64, 96, 128, 160, 256, 512];
const KINDS: readonly KernelKind[] = ['simd', 'relaxed-simd'];
const kernels = new Map<KernelKind, Kernels | null>();

beforeAll(async () => {
  tf.enableProdMode();
  allowRelaxedSimd();
  for (const kind of KINDS) kernels.set(kind, await loadKernels(kind));
});

/** A network and a picture. */
interface Sample {
  readonly height: number;
  readonly width: number;
  /** Of each layer's map. */
  readonly channels: readonly number[];
  readonly pooling: Pooling;
  readonly threads: number;
  readonly seed: number;
}

/** Networks of one to `deepest` layers at sizes up to `largest`. */
function samples(channel: fc.Arbitrary<number>, deepest: number, largest: number) {
  return fc.array(channel, { minLength: 1, maxLength: deepest }).chain((channels) => {
    const side = fc.integer({ min: SMALLEST[channels.length]!, max: largest });
    const pooling = fc.constantFrom<Pooling>('max', 'average');
    const threads = fc.integer({ min: 1, max: 3 });
    const seed = fc.integer({ min: 1, max: 1e6 });
    const shape = { height: side, width: side, channels: fc.constant(channels) };
    return fc.record<Sample>({ ...shape, pooling, threads, seed });
  });
}

describe.each(KINDS)('the network in the arena, %s', (kind) => {
  /** Compares both networks on one sample; whether the gradients could be compared. */
  const check = async ({ height, width, channels, pooling, threads, seed }: Sample) => {
    const deepest = NAMES[channels.length - 1]!;
    const options = { weights: randomNetwork(channels, seed), pooling, deepest, calibration: null };
    const others = threads === 1 ? null : nodeThreads(threads);
    const plain = createTensorNetwork(options);
    const arena = createArenaNetwork({
      ...{ ...options, kernels: kernels.get(kind) as Kernels, threads: others?.port ?? null },
    });
    await others?.here();
    const compared = await compare(arena, plain, { height, width, seed, pooling });
    arena.dispose();
    plain.dispose();
    await others?.ended();
    return compared;
  };

  it('computes what the plain network computes, at any size from 1 × 1 and for any channels', async () => {
    if (kernels.get(kind) === null) return;
    await tf.setBackend('cpu');
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(samples(fc.integer({ min: 1, max: 21 }), 5, 38), async (sample) => {
        compared += (await check(sample)) ? 1 : 0;
      }),
      { seed: 5, numRuns: 30, examples: SMALL },
    );
    expect(compared).toBeGreaterThan(25);
  });

  it('computes it with the channels of both networks, in one block and in many', async () => {
    if (kernels.get(kind) === null) return;
    await tf.setBackend('wasm');
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(samples(fc.constantFrom(...REAL_CHANNELS), 3, 21), async (sample) => {
        compared += (await check(sample)) ? 1 : 0;
      }),
      { seed: 7, numRuns: 8, examples: LARGE },
    );
    expect(compared).toBeGreaterThan(5);
  });
});

const sampleOf = (height: number, width: number, channels: number[], threads = 2): [Sample] => [
  { height, width, channels, threads, pooling: 'max', seed: 1000 * height + width },
];
/** A single pixel, rows and columns, and what pooling drops. */
const SMALL = [
  sampleOf(1, 1, [3, 5]),
  sampleOf(1, 17, [8, 9]),
  sampleOf(30, 1, [4]),
  sampleOf(3, 3, [9, 8, 7]),
];
/** Several blocks of tiles each: 110, 176 and 240 ragged tiles. */
const LARGE = [
  sampleOf(39, 41, [16, 512], 3),
  sampleOf(61, 43, [256, 128]),
  sampleOf(46, 77, [64, 64], 1),
];

/**
 * Every map, its moments and the gradient of a loss that looks at all of them in every way.
 *
 * @returns whether the gradients were compared: where a ReLU or a max pooling decides between values
 *   that are equal within rounding, each has its own (`tools/reference` follows such decisions)
 */
async function compare(
  arena: Network,
  plain: Network,
  { height, width, seed, pooling }: Pick<Sample, 'height' | 'width' | 'seed' | 'pooling'>,
): Promise<boolean> {
  tf.dispose(leftovers.splice(0));
  const before = tf.memory().numTensors;
  const image = randomTensor([1, height, width, 3], seed) as tf.Tensor4D;
  const ours = await arena.forward(image);
  const theirs = await plain.forward(image);
  const scale = (tensor: tf.Tensor) => (tensor.size === 0 ? [] : tensor.dataSync());
  for (const name of arena.layerNames) {
    expect(scale(ours.featureMap(name))).toBeAllClose(scale(theirs.featureMap(name)), 1e-5);
    const [, h, w] = theirs.shape(name);
    for (const coverage of [null, randomCoverage(h, w, seed), regionCoverage(h, w, seed)]) {
      for (const moment of ['gram', 'mean'] as const) {
        const [a, b] = [ours[moment](name, coverage), theirs[moment](name, coverage)];
        expect(a.dataSync()).toBeAllClose(b.dataSync(), 1e-5);
        tf.dispose([a, b]);
      }
      if (coverage) tf.dispose([coverage.root, coverage.weight]);
    }
  }
  const agree = arena.layerNames.every((name) =>
    decideAlike(ours.featureMap(name), theirs.featureMap(name), pooling),
  );
  const mine = await ours.backward((name) => randomGradients(theirs.shape(name), name, seed));
  const shapes = new Map(arena.layerNames.map((name) => [name, theirs.shape(name)]));
  const expected = await theirs.backward((name) => randomGradients(shapes.get(name)!, name, seed));
  expect(mine!.shape).toEqual([1, height, width, 3]);
  if (agree) expect(mine!.dataSync()).toBeAllClose(expected!.dataSync(), 1e-5);
  ours.dispose();
  theirs.dispose();
  tf.dispose([image, mine!, expected!]);
  const left = tf.memory().numTensors - before - leftovers.length;
  tf.dispose(leftovers.splice(0));
  expect(left).toBe(0);
  return agree;
}

/** Whether the same values of two maps pass their ReLU and win their pooling. */
function decideAlike(a: tf.Tensor4D, b: tf.Tensor4D, pooling: Pooling): boolean {
  const decisions = (map: tf.Tensor4D): string =>
    tf.tidy(() => {
      const passed = tf.step(map).dataSync().join();
      if (pooling === 'average' || Math.min(map.shape[1], map.shape[2]) < 2) return passed;
      const pooled = pool(map, pooling);
      return passed + poolBackward(tf.onesLike(pooled), map, pooled, pooling).dataSync().join();
    });
  return decisions(a) === decisions(b);
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
  const coverage = (own % 2 ? regionCoverage : randomCoverage)(h!, w!, own);
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

/** A rectangle, which may be empty, with holes: nothing counts around it. */
function regionCoverage(height: number, width: number, seed: number): LayerCoverage {
  const random = mulberry32(seed + 1);
  const [top, left] = [random() * height, random() * width];
  const [bottom, right] = [top + random() * height, left + random() * width];
  const values = Float32Array.from({ length: height * width }, (_, at) => {
    const [y, x] = [Math.floor(at / width), at % width];
    const inside = y >= top && y < bottom && x >= left && x < right;
    return inside && random() > 0.2 ? random() : 0;
  });
  return tf.tidy(() => {
    const root = tf.tensor4d(values, [1, height, width, 1]);
    return { root, weight: tf.square(root), positions: height * width };
  });
}
