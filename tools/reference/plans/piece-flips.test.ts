import { blobsPicture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { toTensor } from '../../../packages/core/src/backend/tensor.js';
import type { RgbImage } from '../../../packages/core/src/image/pixels.js';
import { planPieces, reachOf } from '../../../packages/core/src/loss/pieces/piece-plan.js';
import type { Network } from '../../../packages/core/src/vgg19/network/network.js';
import { createTensorNetwork } from '../../../packages/core/src/vgg19/tensors/tensor-network.js';
import { createExactNetwork } from '../exact/exact-network.js';
import { flipsOfPieces } from './piece-flips.js';

const { weights } = tinyNetwork(21);
const [WIDTH, HEIGHT] = [165, 35];

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

function picture(): RgbImage {
  const { data } = blobsPicture(WIDTH, HEIGHT, 3);
  const colours = data.filter((_, at) => at % 4 !== 3);
  return { width: WIDTH, height: HEIGHT, data: Float32Array.from(colours, (byte) => byte / 255) };
}

/** Shows pieces a brighter picture, so that they decide otherwise. */
function brighterInPieces(network: Network): Network {
  return {
    ...network,
    forward: (image) => {
      if (image.shape[2] === WIDTH) return network.forward(image);
      const brighter = tf.add(image, 0.05) as tf.Tensor4D;
      return network.forward(brighter).finally(() => brighter.dispose());
    },
  };
}

describe.each(['max', 'average'] as const)('decisions in pieces, %s pooling', (pooling) => {
  const options = { weights, deepest: 'conv4_2', pooling, calibration: null } as const;
  const exact = createExactNetwork(weights, 'conv4_2', pooling);

  it('are those of the whole where a piece sees enough', async () => {
    const network = createTensorNetwork(options);
    const reach = reachOf(network.layerNames);
    const plan = planPieces({ width: WIDTH, height: HEIGHT }, { width: 112, height: 35 }, reach);
    expect(plan.pieces.length).toBeGreaterThan(1);
    expect(await flipsOfPieces(network, exact, picture(), plan)).toEqual([]);
    network.dispose();
  });

  it('are found where they are others, with their places in the whole', async () => {
    const network = createTensorNetwork(options);
    const reach = reachOf(network.layerNames);
    const plan = planPieces({ width: WIDTH, height: HEIGHT }, { width: 112, height: 35 }, reach);
    const flips = await flipsOfPieces(brighterInPieces(network), exact, picture(), plan);
    const relu = flips.filter(({ kind, layer }) => kind === 'ReLU' && layer === 'conv1_1');
    expect(relu.length).toBeGreaterThan(10);
    expect(relu.some(({ x }) => x > 112)).toBe(true);
    expect(flips.some(({ layer }) => layer === 'conv4_2')).toBe(true);
    expect(flips.some(({ kind }) => kind === 'pooling')).toBe(pooling === 'max');
    const [dark, bright] = [picture(), { ...picture(), data: picture().data.map((v) => v + 0.05) }];
    const maps = [];
    for (const image of [dark, bright]) {
      const tensor = toTensor(image);
      const pass = await network.forward(tensor);
      maps.push(pass.featureMap('conv1_1').arraySync()[0]!);
      pass.dispose();
      tensor.dispose();
    }
    for (const { y, x, channel, reach: own } of relu) {
      const [before, after] = maps.map((map) => (map[y]?.[x]?.[channel] as number) > 0);
      expect(before).not.toBe(after);
      expect(own).toEqual({ left: x - 1, top: y - 1, right: x + 2, bottom: y + 2 });
    }
    network.dispose();
  });
});
