import type * as tf from '@tensorflow/tfjs-core';
import { LAYER_NAMES, type LayerName } from '../../packages/core/src/vgg19/network/layers.js';
import type { ForwardPass, Network } from '../../packages/core/src/vgg19/network/network.js';
import { pool } from '../../packages/core/src/vgg19/tensors/pooling.js';
import type { Findings } from './findings.js';
import { type NumberTree, type PictureName, POOLING_NAMES } from './reference-set.js';
import { relative, statistics } from './statistics.js';

/** The last convolution of each block that is pooled, by the name of the pooling. */
const POOLED: Readonly<Record<string, LayerName>> = {
  pool1: 'conv1_2',
  pool2: 'conv2_2',
  pool3: 'conv3_4',
  pool4: 'conv4_4',
};

/** Compares every feature map of one picture, and the Gram matrices of the style layers. */
export async function checkFeatureMaps(
  network: Network,
  image: tf.Tensor4D,
  picture: PictureName,
  numbers: NumberTree,
  findings: Findings,
): Promise<void> {
  const pass = await network.forward(image);
  const root = ['pooling', POOLING_NAMES[network.pooling]];
  for (const name of [...LAYER_NAMES, ...Object.keys(POOLED)]) {
    const path = [...root, 'activations', picture, name];
    const map = featureMap(pass, network, name);
    compareShape(map.shape.slice(1), numbers.list(...path, 'shape_hwc'), `${picture} ${name}`);
    const values = map.dataSync();
    const record = (error: number, what: string) =>
      findings.record('feature maps', error, `${picture} ${name} ${what}`);
    const { mean, std, l2, max, zeroFraction } = statistics(values);
    record(relative(mean, numbers.number(...path, 'mean')), 'mean');
    record(relative(std, numbers.number(...path, 'std')), 'std');
    record(relative(l2, numbers.number(...path, 'l2')), 'l2');
    record(relative(max, numbers.number(...path, 'max')), 'max');
    record(Math.abs(zeroFraction - numbers.number(...path, 'zero_fraction')), 'zero fraction');
    const [, , width, channels] = map.shape;
    const typical = numbers.number(...path, 'l2') / Math.sqrt(values.length);
    for (const row of numbers.rows(...path, 'samples_yxc_value')) {
      const [y = 0, x = 0, channel = 0, expected = 0] = row;
      const actual = values[(y * width + x) * channels + channel] as number;
      record(Math.abs(actual - expected) / typical, `sample [${y}, ${x}, ${channel}]`);
    }
    if (numbers.has(...root, 'gram', picture, name)) {
      checkGram(
        pass.gram(name as LayerName),
        picture,
        [...root, 'gram', picture, name],
        numbers,
        findings,
      );
    }
    if (name in POOLED) map.dispose();
  }
  pass.dispose();
}

/** The pass owns the map of a convolution; a pooled map is the caller's. */
function featureMap(pass: ForwardPass, network: Network, name: string): tf.Tensor4D {
  const pooled = POOLED[name];
  return pooled === undefined
    ? pass.featureMap(name as LayerName)
    : pool(pass.featureMap(pooled), network.pooling);
}

/** Consumes `matrix`. */
function checkGram(
  matrix: tf.Tensor2D,
  picture: PictureName,
  path: readonly string[],
  numbers: NumberTree,
  findings: Findings,
): void {
  const name = path.at(-1) as string;
  const [size] = numbers.list(...path, 'shape') as [number];
  compareShape(matrix.shape, [size, size], `the Gram matrix of ${picture} ${name}`);
  const gram = matrix.dataSync();
  matrix.dispose();
  const record = (error: number, what: string) =>
    findings.record('Gram matrices', error, `${picture} ${name} ${what}`);
  const { mean, l2, max } = statistics(gram);
  const trace = Array.from({ length: size }, (_, i) => gram[i * size + i] as number).reduce(
    (sum, value) => sum + value,
    0,
  );
  record(relative(l2, numbers.number(...path, 'frobenius')), 'Frobenius norm');
  record(relative(trace, numbers.number(...path, 'trace')), 'trace');
  record(relative(mean, numbers.number(...path, 'mean')), 'mean');
  record(relative(max, numbers.number(...path, 'max')), 'max');
  const typical = numbers.number(...path, 'frobenius') / size;
  for (const [i = 0, j = 0, expected = 0] of numbers.rows(...path, 'samples_ij_value')) {
    const actual = gram[i * size + j] as number;
    record(Math.abs(actual - expected) / typical, `sample [${i}, ${j}]`);
  }
}

function compareShape(actual: readonly number[], expected: readonly number[], what: string): void {
  if (actual.join() === expected.join()) return;
  throw new Error(
    `The reference says that ${what} has the shape [${expected}], but the engine's is [${actual}]; both must come from the same network and picture.`,
  );
}
