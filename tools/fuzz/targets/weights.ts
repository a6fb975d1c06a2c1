import { createHash } from 'node:crypto';
import { decodeStyleStatistics } from '@pastiche/core';
import {
  decodeSafetensors,
  encodeSafetensors,
  loadWeights,
  memorySource,
  readLiteWeights,
  type SafetensorsTensor,
} from '@pastiche/core/weights';
import { DEFAULT_PARAMETERS } from '../../../packages/core/src/parameters/schema.js';
import { decodeCheckpoint, encodeCheckpoint } from '../../../packages/core/src/run/checkpoint.js';
import { someStatistics } from '../../../packages/core/test/some-preset.js';
import {
  kerasTensors,
  manifestFiles,
  TINY_LAYERS,
} from '../../../packages/core/test/weights-fixture.js';
import type { FuzzTarget } from './fuzz-target.js';

const HEADER_WORDS = [
  '"dtype"',
  '"F32"',
  '"F16"',
  '"BF16"',
  '"U8"',
  '"I64"',
  '"shape"',
  '"data_offsets"',
  '__metadata__',
];

const tensor = (dtype: 'F32' | 'F16', shape: number[]): SafetensorsTensor => {
  const count = shape.reduce((product, size) => product * size, 1);
  return { dtype, shape, values: Float32Array.from({ length: count }, (_, index) => index / 7) };
};

const some = encodeSafetensors(
  new Map([
    ['a', tensor('F32', [2, 3])],
    ['b', tensor('F16', [4])],
  ]),
  { about: 'nothing' },
);

const safetensors: FuzzTarget = {
  name: 'safetensors',
  form: 'safetensors',
  seeds: () => [some],
  words: HEADER_WORDS,
  read: (input) => String(decodeSafetensors(input).tensors.size),
};

/** Those of a network of three convolutions, under torchvision's names. */
const weightsFile: FuzzTarget = {
  name: 'weights-safetensors',
  form: 'safetensors',
  seeds: () => {
    const tensors = new Map<string, SafetensorsTensor>();
    for (const [index, [input, output]] of [
      [3, 2],
      [2, 2],
      [2, 3],
    ].entries()) {
      const place = [0, 2, 5][index];
      tensors.set(`features.${place}.weight`, tensor('F32', [output ?? 0, input ?? 0, 3, 3]));
      tensors.set(`features.${place}.bias`, tensor('F32', [output ?? 0]));
    }
    return [encodeSafetensors(tensors)];
  },
  words: [...HEADER_WORDS, 'features.0.weight', 'features.0.bias'],
  read: async (input) => {
    const source = memorySource({ 'a.safetensors': input });
    await loadWeights({ source, file: 'a.safetensors', deepest: 'conv2_1', layers: TINY_LAYERS });
  },
};

const liteWeights: FuzzTarget = {
  name: 'lite-weights',
  form: 'safetensors',
  seeds: () => {
    const tensors = new Map<string, SafetensorsTensor>();
    let channels = 3;
    for (const layer of ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv4_2', 'conv5_1']) {
      tensors.set(`${layer}.kernel`, tensor('F16', [3, 3, channels, 1]));
      tensors.set(`${layer}.bias`, tensor('F16', [1]));
      tensors.set(`${layer}.projection`, tensor('F16', [1, 2]));
      tensors.set(`${layer}.projection_bias`, tensor('F16', [2]));
      channels = 1;
    }
    const about = { network: 'vgg19-lite', version: '1', inputMean: '[0.5, 0.25, 0.125]' };
    return [encodeSafetensors(tensors, { ...about, pooling: 'max', contentGain: '1.5' })];
  },
  words: [...HEADER_WORDS, 'contentGain', 'inputMean', 'pooling', 'conv6_1.kernel'],
  read: (input) => void readLiteWeights(input),
};

const shards = manifestFiles({ tensors: kerasTensors('uint8'), shardBytes: 40 });

const manifest: FuzzTarget = {
  name: 'tfjs-manifest',
  form: 'json',
  seeds: () => (shards['model.json'] === undefined ? [] : [shards['model.json']]),
  words: [
    '"weightsManifest"',
    '"paths"',
    '"weights"',
    '"shape"',
    '"quantization"',
    '"scale"',
    '"min"',
    '"dtype"',
    'block1_conv1/kernel',
  ],
  read: async (input) => {
    const source = memorySource({ ...shards, 'model.json': input });
    await loadWeights({ source, deepest: 'conv2_1', layers: TINY_LAYERS });
  },
};

const run = () =>
  encodeCheckpoint({
    ...{ parameters: DEFAULT_PARAMETERS, fingerprint: 'abc', scaleIndex: 1, iteration: 7 },
    counts: { step: 7 },
    tensors: new Map([['image', { shape: [1, 2, 2, 3], values: new Float32Array(12) }]]),
  });

const checkpoint: FuzzTarget = {
  name: 'checkpoint',
  seeds: async () => [await run()],
  read: async (input) => void (await decodeCheckpoint(input)),
};

const CHECKPOINT_HEAD = 41;

/** What stands behind the checksum, which is made to fit. */
const checkpointBody: FuzzTarget = {
  name: 'checkpoint-body',
  form: 'safetensors',
  seeds: async () => [(await run()).subarray(CHECKPOINT_HEAD)],
  words: [...HEADER_WORDS, 'checkpoint', '\\"counts\\"', '\\"iteration\\"', '\\"parameters\\"'],
  read: async (input) => {
    const digest = createHash('sha256').update(input).digest();
    await decodeCheckpoint(Buffer.concat([Buffer.from('pastiche\u0001'), digest, input]));
  },
};

const statistics: FuzzTarget = {
  name: 'style-statistics',
  form: 'safetensors',
  seeds: () => [someStatistics('vgg19-lite').bytes, someStatistics('vgg19', 'average').bytes],
  words: [
    ...HEADER_WORDS,
    'pastiche-style',
    '\\"longSides\\"',
    '\\"pooling\\"',
    '0/conv1_1/mean',
    '/largest',
  ],
  read: (input) => String(decodeStyleStatistics(input).scales.length),
};

export const WEIGHTS_TARGETS: readonly FuzzTarget[] = [
  safetensors,
  weightsFile,
  liteWeights,
  manifest,
  checkpoint,
  checkpointBody,
  statistics,
];
