import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mulberry32, tinyNetwork } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../../test/scoped.js';
import { contentLoss } from '../../loss/content.js';
import { styleLoss } from '../../loss/style.js';
import type { Normalization } from '../../parameters/schema.js';
import { createNetwork } from '../create-network.js';
import { gramMatrix } from '../tensors/gram.js';
import { tensorFeatureMaps } from '../tensors/tensor-network.js';
import type { LayerName, Pooling } from './layers.js';
import type { ConvolutionWeights, NetworkWeights } from './network-weights.js';

/** A feature map in float64, row by row, each position with its channels. */
interface PlainMap {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly at: (y: number, x: number, channel: number) => number;
}

function plainMap(
  [height, width, channels]: readonly [number, number, number],
  value: (y: number, x: number, channel: number) => number,
): PlainMap {
  const values = new Float64Array(height * width * channels);
  const index = (y: number, x: number, channel: number) => (y * width + x) * channels + channel;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) values[index(y, x, c)] = value(y, x, c);
    }
  }
  return { height, width, channels, at: (y, x, c) => values[index(y, x, c)]! };
}

/** ReLU(bias + Σ over the 3×3 neighbourhood), nothing beyond the border. */
function plainConvolution(input: PlainMap, weights: ConvolutionWeights): PlainMap {
  const { kernel, bias, inputChannels, outputChannels } = weights;
  return plainMap([input.height, input.width, outputChannels], (y, x, output) => {
    let sum = bias[output]!;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const inside = y + dy >= 0 && y + dy < input.height && x + dx >= 0 && x + dx < input.width;
        if (!inside) continue;
        for (let channel = 0; channel < inputChannels; channel++) {
          const tap = ((dy + 1) * 3 + (dx + 1)) * inputChannels + channel;
          sum += kernel[tap * outputChannels + output]! * input.at(y + dy, x + dx, channel);
        }
      }
    }
    return Math.max(0, sum);
  });
}

/** 2×2, stride 2; what does not fill a window is dropped. */
function plainPooling({ height, width, channels, at }: PlainMap, pooling: Pooling): PlainMap {
  const size = [Math.floor(height / 2), Math.floor(width / 2), channels] as const;
  return plainMap(size, (y, x, channel) => {
    const window = [0, 1].flatMap((dy) => [0, 1].map((dx) => at(2 * y + dy, 2 * x + dx, channel)));
    return pooling === 'max'
      ? Math.max(...window)
      : window.reduce((sum, value) => sum + value, 0) / 4;
  });
}

function plainFeatureMaps(
  weights: NetworkWeights,
  image: PlainMap,
  pooling: Pooling,
): Map<LayerName, PlainMap> {
  const maps = new Map<LayerName, PlainMap>();
  let current = plainMap(
    [image.height, image.width, 3],
    (y, x, channel) => image.at(y, x, channel) - weights.inputMean[channel]!,
  );
  for (const layer of weights.architecture ?? []) {
    if (layer.kind === 'pooling') {
      current = plainPooling(current, pooling);
    } else {
      current = plainConvolution(current, weights.layers.get(layer.name)!);
      maps.set(layer.name, current);
    }
  }
  return maps;
}

/** G_ij = Σ over positions of F_i·F_j, over their number. */
function plainGram({ height, width, channels, at }: PlainMap): number[] {
  const gram = new Array<number>(channels * channels).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < channels; i++) {
        for (let j = 0; j < channels; j++) {
          gram[i * channels + j]! += (at(y, x, i) * at(y, x, j)) / (height * width);
        }
      }
    }
  }
  return gram;
}

const plainValues = ({ height, width, channels, at }: PlainMap): number[] =>
  Array.from({ length: height * width * channels }, (_, i) =>
    at(Math.floor(i / channels / width), Math.floor(i / channels) % width, i % channels),
  );
const squares = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0);
const distance = (a: readonly number[], b: readonly number[]): number =>
  squares(a.map((value, i) => value - b[i]!));

/** Numbers that float32 holds exactly, so that both implementations see the same picture. */
function picture(height: number, width: number, seed: number): PlainMap {
  const random = mulberry32(seed);
  return plainMap([height, width, 3], () => Math.floor(random() * 256) / 256);
}

const toTensor = (map: PlainMap): tf.Tensor4D =>
  tf.tensor4d(plainValues(map), [1, map.height, map.width, map.channels]);

describe.each(['cpu', 'wasm'])('the network on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('pads with zeros after the mean is subtracted, then adds the bias and cuts below 0', async () => {
    // One channel out: the sum of red over the 3×3 neighbourhood, minus 1.
    const kernel = new Float32Array(27).map((_, index) => (index % 3 === 0 ? 1 : 0));
    const weights: NetworkWeights = {
      id: 'sum',
      inputMean: [0.5, 0.25, 0.125],
      architecture: [{ kind: 'convolution', name: 'conv1_1', inputChannels: 3, outputChannels: 1 }],
      layers: new Map([
        ['conv1_1', { kernel, bias: Float32Array.of(-1), inputChannels: 3, outputChannels: 1 }],
      ]),
    };
    // Red of a 3×2 picture:   minus 0.5:      neighbourhood sums (everything is within reach of
    //   1    1                 0.5   0.5      the middle row):   0.5+0.5+0.5+0.5 = 2
    //   1    1                 0.5   0.5                         3
    //   1    1                 0.5   0.5                         2          minus 1: 1, 2, 1
    const bright = tf.ones([1, 3, 2, 3]) as tf.Tensor4D;
    // Had the zeros been added before the subtraction, each missing neighbour would count −0.5 and
    // the corners come to 4·0.5 − 5·0.5 − 1, which is below 0.
    // Dark: 0.25 − 0.5 = −0.25, sums −1, −1.5, −1, minus 1 all below 0.
    const dark = tf.fill([1, 3, 2, 3], 0.25) as tf.Tensor4D;
    const network = createNetwork({
      weights,
      deepest: 'conv1_1',
      pooling: 'max',
      calibration: null,
    });
    for (const [image, expected] of [
      [bright, [1, 1, 2, 2, 1, 1]],
      [dark, [0, 0, 0, 0, 0, 0]],
    ] as const) {
      const pass = await network.forward(image);
      expect([...pass.featureMap('conv1_1').dataSync()]).toEqual(expected);
      pass.dispose();
      image.dispose();
    }
    network.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });

  describe.each(['max', 'average'] as const)('%s pooling', (pooling) => {
    it.each([
      [16, 16],
      [17, 35],
      [31, 22],
    ])('computes what plain float64 loops compute at %i × %i', async (height, width) => {
      const { weights } = tinyNetwork(21);
      const image = picture(height, width, 5);
      const expected = plainFeatureMaps(weights, image, pooling);
      await scoped(async () => {
        const network = createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: null });
        const pass = await network.forward(toTensor(image));
        expect(network.layerNames).toEqual([...expected.keys()]);
        for (const [name, map] of expected) {
          const actual = pass.featureMap(name);
          expect(actual.shape).toEqual([1, map.height, map.width, map.channels]);
          expect(actual.dataSync()).toBeAllClose(plainValues(map), 1e-5);
          expect(gramMatrix(actual).dataSync()).toBeAllClose(plainGram(map), 1e-5);
        }
        pass.dispose();
        network.dispose();
      });
    });

    it.each(['relative', 'gatys', 'udacity'] as const)(
      'has the %s losses of plain float64 loops',
      (normalization) => {
        const { weights } = tinyNetwork(21);
        const content = plainFeatureMaps(weights, picture(17, 35, 5), pooling).get('conv3_1')!;
        const style = plainFeatureMaps(weights, picture(29, 18, 6), pooling).get('conv3_1')!;
        const candidate = plainFeatureMaps(weights, picture(17, 35, 7), pooling).get('conv3_1')!;
        tf.tidy(() => {
          const layer: LayerName = 'conv3_1';
          const map = toTensor(candidate);
          const contentTerm = contentLoss({ layer, target: toTensor(content), normalization });
          const styleTerm = styleLoss({
            layer,
            target: gramMatrix(toTensor(style)),
            normalization,
          });
          const [contentValue, styleValue] = [contentTerm, styleTerm].map((term) => {
            const evaluated = term.evaluate(tensorFeatureMaps(() => map));
            const [value] = evaluated.loss.dataSync();
            evaluated.dispose();
            term.dispose();
            return value!;
          });
          const expected = plainLosses(normalization, candidate, content, style);
          expect([contentValue!]).toBeAllClose([expected.content], 1e-5);
          expect([styleValue!]).toBeAllClose([expected.style], 1e-5);
        });
      },
    );
  });
});

/** The formulas of the papers, term by term, with Gram matrices over their own positions. */
function plainLosses(
  normalization: Normalization,
  candidate: PlainMap,
  content: PlainMap,
  style: PlainMap,
): { content: number; style: number } {
  const [F, P] = [plainValues(candidate), plainValues(content)];
  const [G, A] = [plainGram(candidate), plainGram(style)];
  const C = candidate.channels;
  const M = candidate.height * candidate.width;
  switch (normalization) {
    case 'relative':
      return { content: distance(F, P) / squares(P), style: distance(G, A) / squares(A) };
    case 'gatys': {
      const raw = distance(
        G.map((value) => value * M),
        A.map((value) => value * M),
      );
      return { content: distance(F, P) / 2, style: raw / (4 * C ** 2 * M ** 2) };
    }
    case 'udacity': {
      const raw = distance(
        G.map((value) => value * M),
        A.map((value) => value * M),
      );
      return { content: distance(F, P) / F.length, style: raw / C ** 2 / (C * M) };
    }
  }
}
