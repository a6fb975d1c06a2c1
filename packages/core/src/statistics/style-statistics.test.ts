import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, cutOutPicture, tinyNetwork } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { toRgb } from '../image/pixels.js';
import type { Losses } from '../loss/losses.js';
import { stylize } from '../run/stylize.js';
import type { StyleInput } from '../run/stylize-request.js';
import type { LayerName } from '../vgg19/network/layers.js';
import {
  gramFromStatistics,
  type StyleStatistics,
  takeStyleStatistics,
} from './style-statistics.js';
import { decodeStyleStatistics, encodeStyleStatistics } from './style-statistics-file.js';

const { weights } = tinyNetwork(7);
const picture = blobsPicture(48, 36, 2);

/** The first feature map in plain float64 arithmetic: `[pixel][channel]`. */
function firstFeatureMap(): number[][] {
  const { width, height, data } = toRgb(picture);
  const { kernel, bias, outputChannels } = weights.layers.get('conv1_1')!;
  const at = (x: number, y: number, channel: number) =>
    x < 0 || y < 0 || x >= width || y >= height
      ? 0
      : data[3 * (y * width + x) + channel]! - weights.inputMean[channel]!;
  return Array.from({ length: width * height }, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return Array.from({ length: outputChannels }, (_, out) => {
      let sum = bias[out]!;
      for (let tap = 0; tap < 27; tap++) {
        const [dy, dx, channel] = [Math.floor(tap / 9), Math.floor(tap / 3) % 3, tap % 3];
        sum += kernel[tap * outputChannels + out]! * at(x + dx - 1, y + dy - 1, channel);
      }
      return Math.max(0, sum);
    });
  });
}

const averageOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(['cpu', 'wasm'])('the statistics of a style on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('are the mean and the covariance that float64 arithmetic gives', async () => {
    const layers = ['conv1_1'] as const;
    const { scales } = await takeStyleStatistics({ weights, picture, layers, longSides: [48] });
    const { mean, covariance } = scales[0]!.layers.get('conv1_1')!;
    const map = firstFeatureMap();
    const means = [0, 1, 2, 3].map((channel) => averageOf(map.map((row) => row[channel]!)));
    expect(mean).toBeAllClose(means, 1e-5);
    const expected = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].map((b) =>
        averageOf(map.map((row) => (row[a]! - means[a]!) * (row[b]! - means[b]!))),
      ),
    );
    expect(covariance).toBeAllClose(expected, 1e-4);
  });

  it('hold a symmetric covariance for each default layer, and free everything', async () => {
    const before = tf.memory().numTensors;
    const statistics = await takeStyleStatistics({ weights, picture, longSides: [32, 48] });
    expect(tf.memory().numTensors).toBe(before);
    expect([statistics.network, statistics.pooling]).toEqual(['tiny-7', 'max']);
    expect(statistics.scales.map(({ longSide }) => longSide)).toEqual([32, 48]);
    const names = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1'];
    for (const { layers } of statistics.scales) {
      expect([...layers.keys()]).toEqual(names);
      for (const { mean, covariance } of layers.values()) {
        const size = mean.length;
        covariance.forEach((value, at) => {
          const mirrored = covariance[(at % size) * size + Math.floor(at / size)]!;
          expect(Math.abs(value - mirrored)).toBeLessThanOrEqual(1e-6);
        });
        for (let channel = 0; channel < size; channel++) {
          expect(covariance[channel * size + channel]).toBeGreaterThanOrEqual(-1e-6);
        }
      }
    }
  });
});

describe('taking statistics', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  const sidesOf = async (longSides?: readonly number[], of = picture) =>
    (
      await takeStyleStatistics({ weights, picture: of, ...(longSides ? { longSides } : {}) })
    ).scales.map(({ longSide }) => longSide);

  it('takes the picture’s own size for sizes over it, each size once, ascending', async () => {
    expect(await sidesOf([64, 32, 48, 32, 500])).toEqual([32, 48]);
    expect(await sidesOf()).toEqual([48]);
    expect(await sidesOf(undefined, blobsPicture(200, 150, 1))).toEqual([128, 181, 200]);
  });

  it('leaves out sizes that pooling would take to nothing', async () => {
    expect(await sidesOf([16, 20, 21, 40])).toEqual([21, 40]);
  });

  it.each([
    [
      'a picture that is too small',
      { picture: checkerPicture(40, 12) },
      'invalid-image',
      'The style picture should be at least 16 px on its short side where it is measured, but it is 40 × 12 px there; give a larger style picture, since it is never enlarged.',
    ],
    [
      'sizes that are too small',
      { longSides: [8, 12] },
      'invalid-image',
      'The style picture should be at least 16 px on its short side where it is measured, but it is 12 × 9 px there; give a squarer style picture, or choose a larger size or style scale.',
    ],
    [
      'a picture of no width',
      { picture: { width: 0, height: 4, data: new Uint8Array() } },
      'invalid-image',
      'The style picture must be at least 1 × 1 px in whole numbers, but 0 × 4 came; give a decoded picture.',
    ],
    [
      'no layers',
      { layers: [] },
      'invalid-parameter',
      /^Style statistics need layers out of conv1_1, .*, conv5_4, but none came; name at least one of these\.$/,
    ],
    [
      'a layer that is none',
      { layers: ['conv1_1', 'conv9_9'] },
      'invalid-parameter',
      /^Style statistics need layers out of conv1_1, .*, conv5_4, but conv9_9 came; name at least one of these\.$/,
    ],
    [
      'no sizes',
      { longSides: [] },
      'invalid-parameter',
      'Style statistics need long sides in whole pixels of at least 1, but none came; name at least one.',
    ],
    [
      'a size that is none',
      { longSides: [64, Number.NaN] },
      'invalid-parameter',
      'Style statistics need long sides in whole pixels of at least 1, but NaN came; name at least one.',
    ],
    [
      'a layer that the network lacks',
      { layers: ['conv2_2'] },
      'invalid-parameter',
      'The network "tiny-7" has no layer conv2_2; choose from conv1_1, conv1_2, conv2_1, conv3_1, conv4_1, conv4_2, conv5_1.',
    ],
  ] as const)('refuses %s', async (_, change, code, message) => {
    const before = tf.memory().numTensors;
    const options = { weights, picture, ...change } as Parameters<typeof takeStyleStatistics>[0];
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    await expect(takeStyleStatistics(options)).rejects.toMatchObject({ code, message: expected });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ends when it is aborted between two sizes, and frees everything', async () => {
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    const longSides = Array.from({ length: 25 }, (_, index) => 24 + index);
    setTimeout(() => abort.abort(), 0);
    await expect(
      takeStyleStatistics({ weights, picture, longSides, signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is not disturbed by what a cut-out hides', async () => {
    const cutOut = cutOutPicture(48, 48, 3);
    const loud = { ...cutOut, data: cutOut.data.slice() };
    for (let at = 0; at < loud.data.length; at += 4) {
      if (loud.data[at + 3] === 0) loud.data.set([255, 0, 255], at);
    }
    expect(loud.data).not.toEqual(cutOut.data);
    const [quiet, other] = await Promise.all(
      [cutOut, loud].map((of) => takeStyleStatistics({ weights, picture: of })),
    );
    expect(other).toEqual(quiet);
  });
});

describe('the Gram matrix that statistics stand for', () => {
  const entry = (value: number) => ({
    mean: Float32Array.of(value, 1),
    covariance: Float32Array.of(2, 3, 3, 4),
  });
  const statistics: StyleStatistics = {
    network: 'n',
    pooling: 'max',
    scales: [100, 200, 400].map((longSide) => ({
      longSide,
      layers: new Map([['conv1_1', entry(longSide)]]),
    })),
  };

  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('is (covariance + mean·meanᵀ)·factor²', () => {
    const gram = gramFromStatistics(statistics, 100, 'conv1_1', 0.5);
    // [(2 + 100², 3 + 100), (3 + 100, 4 + 1)] / 4
    expect([...gram.dataSync()]).toEqual([2500.5, 25.75, 25.75, 1.25]);
    gram.dispose();
  });

  it.each([
    [1, 100 ** 2],
    [100, 100 ** 2],
    // Half-way by ratio, not by difference.
    [100 * Math.SQRT2, (100 ** 2 + 200 ** 2) / 2],
    [200, 200 ** 2],
    [200 * 2 ** 0.25, 0.75 * 200 ** 2 + 0.25 * 400 ** 2],
    [400, 400 ** 2],
    [9999, 400 ** 2],
  ])('between two scales is a blend of theirs: %f px', (longSide, expected) => {
    tf.tidy(() => {
      const gram = gramFromStatistics(statistics, longSide, 'conv1_1', 1);
      expect([gram.dataSync()[0]!]).toBeAllClose([2 + expected], 1e-5);
    });
  });

  it('is refused for a layer that was not described', () => {
    const before = tf.memory().numTensors;
    expect(() => gramFromStatistics(statistics, 100, 'conv2_1', 1)).toThrow(
      'The style statistics should describe conv2_1, but they hold conv1_1; take them anew with that layer, or leave it out of the style layers.',
    );
    expect(() => gramFromStatistics({ ...statistics, scales: [] }, 100, 'conv2_1', 1)).toThrow(
      'The style statistics should describe conv2_1, but they hold none;',
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a run with statistics in the picture’s place', () => {
  const content = blobsPicture(40, 40, 1);
  const style = checkerPicture(40, 30, 5);

  async function lossesWith(source: StyleInput, parameters: object = {}): Promise<Losses[]> {
    const losses: Losses[] = [];
    const asked = { size: 40, iterations: 4, ...parameters };
    const request = { weights, content, styles: [source], parameters: asked };
    for await (const step of stylize(request)) {
      if (step.phase === 'painting') losses.push(step.losses);
    }
    return losses;
  }
  const layersOf = ({ styleByLayer }: Losses) => Object.values(styleByLayer);

  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it.each(['max', 'average'] as const)(
    'has the picture’s style losses: %s pooling',
    async (pooling) => {
      const statistics = await takeStyleStatistics({ weights, picture: style, pooling });
      const fromPicture = await lossesWith({ kind: 'picture', pixels: style }, { pooling });
      const before = tf.memory().numTensors;
      const direct = await lossesWith({ kind: 'statistics', statistics }, { pooling });
      const stored = decodeStyleStatistics(encodeStyleStatistics(statistics));
      const throughFile = await lossesWith({ kind: 'statistics', statistics: stored }, { pooling });
      expect(tf.memory().numTensors).toBe(before);
      expect(fromPicture.length).toBe(4);
      fromPicture.forEach((losses, index) => {
        expect(layersOf(direct[index]!)).toBeAllClose(layersOf(losses), 1e-4);
        expect(layersOf(throughFile[index]!)).toBeAllClose(layersOf(losses), 2e-3);
      });
    },
  );

  it('is the same from a calibrated network as from the raw one', async () => {
    const factors: Partial<Record<LayerName, number>> = { conv1_1: 3, conv2_1: 0.01, conv4_1: 70 };
    const calibrated = { ...weights, calibration: { max: factors, average: {} } };
    const raw = await takeStyleStatistics({ weights, picture: style });
    const other = await takeStyleStatistics({ weights: calibrated, picture: style });
    for (const [layer, { mean, covariance }] of raw.scales[0]!.layers) {
      expect(other.scales[0]!.layers.get(layer)!.mean).toBeAllClose(mean, 1e-5);
      expect(other.scales[0]!.layers.get(layer)!.covariance).toBeAllClose(covariance, 1e-4);
    }
  });

  it('is refused, and frees everything, when a layer is not described', async () => {
    const before = tf.memory().numTensors;
    const statistics = await takeStyleStatistics({ weights, picture: style, layers: ['conv1_1'] });
    await expect(lossesWith({ kind: 'statistics', statistics })).rejects.toMatchObject({
      code: 'invalid-statistics',
      message:
        'The style statistics should describe conv2_1, but they hold conv1_1; take them anew with that layer, or leave it out of the style layers.',
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
