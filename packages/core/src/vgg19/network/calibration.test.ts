import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, mulberry32, tinyNetwork } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { weightsFolder } from '../../../../../tools/weights/weights-folder.js';
import { toRgb } from '../../image/pixels.js';
import { loadWeights } from '../../weights/load-weights.js';
import { createNetwork } from '../create-network.js';
import { CALIBRATION } from './calibration.js';
import { LAYER_NAMES, type LayerName, type Pooling } from './layers.js';
import type { NetworkOptions } from './network.js';

const folder = process.env.PASTICHE_WEIGHTS;
const POOLINGS: readonly Pooling[] = ['max', 'average'];

beforeAll(async () => {
  tf.enableProdMode();
  expect(await tf.setBackend('wasm')).toBe(true);
});

describe.each(POOLINGS)('calibration with %s pooling', (pooling) => {
  it('has a positive factor of six digits for each of the 16 convolutions', () => {
    const factors = CALIBRATION[pooling];
    expect(Object.keys(factors)).toEqual([...LAYER_NAMES]);
    for (const name of LAYER_NAMES) {
      expect(factors[name]).toBeGreaterThan(0);
      expect(Number(factors[name].toPrecision(6))).toBe(factors[name]);
    }
  });

  it('makes every feature map c_l times the raw one', async () => {
    const { weights } = tinyNetwork(3);
    const options: NetworkOptions = {
      weights,
      deepest: 'conv5_1',
      pooling,
      calibration: null,
    };
    const random = mulberry32(11);
    const image = tf.tensor4d(Float32Array.from({ length: 35 * 22 * 3 }, random), [1, 35, 22, 3]);
    const raw = await featureMaps(options, image);
    // Powers of two but for one, so that only real mistakes show.
    const calibration = { ...CALIBRATION[pooling], conv1_2: 4, conv3_1: 0.25 };
    const calibrated = await featureMaps({ ...options, calibration }, image);
    expect(Object.keys(raw).length).toBe(7);
    for (const name of Object.keys(raw) as LayerName[]) {
      const expected = raw[name]!.map((value) => value * calibration[name]);
      expect(calibrated[name]).toBeAllClose(expected, 1e-6);
    }
    image.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });

  it('brings the mean activations of the real network near 1', async ({ skip }) => {
    if (!folder) return skip('PASTICHE_WEIGHTS does not name the weights of VGG19');
    const weights = await loadWeights({ source: weightsFolder(folder), deepest: 'conv5_1' });
    const { width, height, data } = toRgb(blobsPicture(112, 96, 5));
    const image = tf.tensor4d(data, [1, height, width, 3]);
    const options: NetworkOptions = {
      weights,
      deepest: 'conv5_1',
      pooling,
      calibration: CALIBRATION[pooling],
    };
    const maps = await featureMaps(options, image);
    image.dispose();
    const means = Object.entries(maps).map(([name, values]) => ({
      name,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    }));
    expect(means.length).toBe(13);
    expect(means.filter(({ mean }) => !(mean > 0.3 && mean < 3))).toEqual([]);
  });
});

async function featureMaps(
  options: NetworkOptions,
  image: tf.Tensor4D,
): Promise<Partial<Record<LayerName, Float32Array>>> {
  const network = createNetwork(options);
  const pass = await network.forward(image);
  const maps = Object.fromEntries(
    network.layerNames.map((name) => [name, pass.featureMap(name).dataSync() as Float32Array]),
  );
  pass.dispose();
  network.dispose();
  return maps;
}
