// Measures how active each layer of VGG19 is over a set of photographs and writes the factors that
// bring every mean to 1: npm run calibrate -- --weights <folder> --pictures <folder> [--every 10] [--size 256]
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { selectBackend } from '../packages/core/src/backend/select.js';
import { createNetwork } from '../packages/core/src/vgg19/create-network.js';
import {
  LAYER_NAMES,
  type LayerName,
  type Pooling,
} from '../packages/core/src/vgg19/network/layers.js';
import type { Network } from '../packages/core/src/vgg19/network/network.js';
import type { NetworkWeights } from '../packages/core/src/vgg19/network/network-weights.js';
import { loadWeights } from '../packages/core/src/weights/load-weights.js';
import { weightsFolder, weightsOption } from './weights/weights-folder.js';

const OUTPUT = fileURLToPath(
  new URL('../packages/core/src/vgg19/network/calibration.generated.ts', import.meta.url),
);

type Means = Record<LayerName, number>;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      weights: { type: 'string' },
      pictures: { type: 'string' },
      every: { type: 'string', default: '10' },
      size: { type: 'string', default: '256' },
    },
  });
  if (!values.pictures) throw new Error('Pictures are needed; name their folder with --pictures.');
  const size = wholeNumber('size', values.size);
  const pictures = await listPictures(values.pictures, wholeNumber('every', values.every));
  const source = weightsFolder(weightsOption(values.weights));
  const weights = await loadWeights({ source, deepest: 'conv5_4' });
  await selectBackend({ preferred: 'wasm' });
  const means = {
    max: await measure(weights, 'max', pictures, size),
    average: await measure(weights, 'average', pictures, size),
  };
  await writeFile(OUTPUT, generatedFile(means, `${pictures.length} photographs of ${size} px`));
  console.log(`Wrote ${OUTPUT}.`);
}

/** Every `every`-th picture of a folder by name. */
async function listPictures(folder: string, every: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
  const chosen = names.filter((_, index) => index % every === 0).map((name) => join(folder, name));
  if (chosen.length === 0) {
    throw new Error(`${folder} holds no JPEG, PNG or WebP; name a folder of photographs.`);
  }
  return chosen;
}

/** The mean activation of every layer, averaged over the pictures with equal weight. */
async function measure(
  weights: NetworkWeights,
  pooling: Pooling,
  pictures: readonly string[],
  size: number,
): Promise<Means> {
  const network = createNetwork({ weights, deepest: 'conv5_4', pooling, calibration: null });
  const sums = Object.fromEntries(LAYER_NAMES.map((name) => [name, 0])) as Means;
  for (const [index, path] of pictures.entries()) {
    const means = await layerMeans(network, await readImage(path, size));
    for (const name of LAYER_NAMES) sums[name] += means[name] / pictures.length;
    process.stderr.write(`\r${pooling} pooling: ${index + 1} of ${pictures.length} `);
  }
  process.stderr.write('\n');
  network.dispose();
  return sums;
}

/** Consumes `image`. */
async function layerMeans(network: Network, image: tf.Tensor4D): Promise<Means> {
  const pass = await network.forward(image);
  const layers = tf.tidy(() => {
    // Axis by axis: one running float32 sum over a whole feature map would lose digits.
    const means = LAYER_NAMES.map((name) => {
      const byChannel = tf.mean(tf.mean(pass.featureMap(name), 2), 1);
      return [name, tf.mean(byChannel).dataSync()[0]];
    });
    return Object.fromEntries(means) as Means;
  });
  pass.dispose();
  image.dispose();
  return layers;
}

async function readImage(path: string, size: number): Promise<tf.Tensor4D> {
  const { data, info } = await sharp(path)
    .resize(size, size, { fit: 'inside' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = Float32Array.from(data, (byte) => byte / 255);
  return tf.tensor4d(rgb, [1, info.height, info.width, 3]);
}

function generatedFile(means: Record<Pooling, Means>, pictures: string): string {
  const table = (pooling: Pooling) =>
    LAYER_NAMES.map((name) => `    ${name}: ${factor(means[pooling][name])},\n`).join('');
  return `// Written by \`npm run calibrate\` from ${pictures} on the long side (every picture weighs the same).
export const CALIBRATION_FACTORS = {
  max: {
${table('max')}  },
  average: {
${table('average')}  },
} as const;
`;
}

/** 1/mean with six significant digits. */
function factor(mean: number): string {
  return String(Number((1 / mean).toPrecision(6)));
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} should be a whole number above 0, but "${text}" came.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
