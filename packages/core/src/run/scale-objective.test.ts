import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, type Picture, tinyNetwork } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Losses } from '../loss/losses.js';
import { wholePicture } from '../loss/pieces/piece-plan.js';
import { DEFAULT_PARAMETERS, type Parameters } from '../parameters/schema.js';
import { takeStyleStatistics } from '../statistics/style-statistics.js';
import { createNetwork } from '../vgg19/create-network.js';
import type { Network } from '../vgg19/network/network.js';
import { preparePictures } from './painting-pictures.js';
import { createScaleObjective } from './scale-objective.js';
import { stylize } from './stylize.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(7);
const content = blobsPicture(48, 48, 1);
const checker = checkerPicture(48, 40, 5);
const blobs = blobsPicture(40, 48, 9);

const picture = (pixels: Picture, weight?: number): StyleInput =>
  weight === undefined ? { kind: 'picture', pixels } : { kind: 'picture', pixels, weight };

async function lossesOf(
  styles: readonly StyleInput[],
  parameters: Partial<Parameters> = {},
  change: Partial<StylizeRequest> = {},
): Promise<Losses[]> {
  const losses: Losses[] = [];
  const asked = { size: 48, iterations: 3, ...parameters };
  for await (const step of stylize({ weights, content, styles, parameters: asked, ...change })) {
    if (step.phase === 'painting') losses.push(step.losses);
  }
  return losses;
}

const numbers = (losses: readonly Losses[]) =>
  losses.flatMap(({ total, content, styleByLayer }) => [
    total,
    content,
    ...Object.values(styleByLayer),
  ]);

describe('several styles', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('wasm');
  });

  it('of weight 1 and 0 are the first alone', async () => {
    const both = await lossesOf([picture(checker, 1), picture(blobs, 0)]);
    expect(both).toEqual(await lossesOf([picture(checker)]));
    expect(both).not.toEqual(await lossesOf([picture(blobs)]));
  });

  it('count by their share, whatever the weights sum to', async () => {
    const small = await lossesOf([picture(checker, 0.25), picture(blobs, 0.75)]);
    const large = await lossesOf([picture(checker, 3), picture(blobs, 9)]);
    expect(numbers(large)).toBeAllClose(numbers(small), 1e-5);
  });

  it('are painted as the average of their Gram matrices', async () => {
    const layers = { conv1_1: 1, conv4_1: 1 } as const;
    const [first] = await lossesOf([picture(checker, 1), picture(blobs, 3)], {
      styleLayers: layers,
    });
    const names = ['conv1_1', 'conv4_1'] as const;
    const longSides = [48];
    const taken = await Promise.all(
      [checker, blobs, content].map((of) =>
        takeStyleStatistics({ weights, picture: of, layers: names, longSides }),
      ),
    );
    for (const name of names) {
      // In float64 from the moments: G = covariance + mean·meanᵀ.
      const [a, b, g] = taken.map(({ scales }) => {
        const { mean, covariance } = scales[0]!.layers.get(name)!;
        const size = mean.length;
        return Array.from(
          covariance,
          (value, at) => value + mean[at % size]! * mean[Math.floor(at / size)]!,
        );
      }) as [number[], number[], number[]];
      const target = a.map((value, at) => 0.25 * value + 0.75 * b[at]!);
      const distance = g.reduce((sum, value, at) => sum + (value - target[at]!) ** 2, 0);
      const norm = target.reduce((sum, value) => sum + value ** 2, 0);
      expect([first!.styleByLayer[name]!]).toBeAllClose([distance / norm], 1e-4);
    }
  });
});

describe('the size at which a style is measured', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it('is that of the scale, by styleScale, and never over its own', async () => {
    const sized = async (side: number, styleScale: number) => {
      const longSides = [side];
      const statistics = await takeStyleStatistics({ weights, picture: checker, longSides });
      const viaPicture = await lossesOf([picture(checker)], { styleScale });
      const viaStatistics = await lossesOf([{ kind: 'statistics', statistics }], { styleScale });
      expect(numbers(viaStatistics)).toBeAllClose(numbers(viaPicture), 1e-4);
      return numbers(viaPicture);
    };
    const half = await sized(24, 0.5);
    const own = await sized(48, 1);
    expect(half).not.toEqual(own);
    expect(await sized(48, 3)).toEqual(own);
  });

  it.each([
    [
      checkerPicture(10, 10),
      1,
      'it is 10 × 10 px there; give a larger style picture, since it is never enlarged.',
    ],
    [
      checkerPicture(10, 10),
      4,
      'it is 10 × 10 px there; give a larger style picture, since it is never enlarged.',
    ],
    [
      checkerPicture(64, 64),
      0.2,
      'it is 10 × 10 px there; give a squarer style picture, or choose a larger size or style scale.',
    ],
    [
      checkerPicture(96, 20),
      1,
      'it is 48 × 10 px there; give a squarer style picture, or choose a larger size or style scale.',
    ],
  ])('is refused when pooling would leave nothing of it', async (pixels, styleScale, ending) => {
    const before = tf.memory().numTensors;
    await expect(lossesOf([picture(pixels)], { styleScale })).rejects.toMatchObject({
      code: 'invalid-image',
      message: `The style picture should be at least 16 px on its short side where it is measured, but ${ending}`,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused too when only the content looks so deep, before WASM writes beyond its memory', async () => {
    const parameters = { styleLayers: { conv1_1: 1 }, contentLayers: { conv5_1: 1 } };
    await expect(lossesOf([picture(checkerPicture(10, 10))], parameters)).rejects.toMatchObject({
      code: 'invalid-image',
    });
    expect((await lossesOf([picture(checker)], parameters)).length).toBe(3);
  });

  it('may be small for a shallow objective', async () => {
    const parameters = { styleLayers: { conv1_1: 1 }, contentLayers: { conv2_1: 1 } };
    expect((await lossesOf([picture(checkerPicture(3, 2, 1))], parameters)).length).toBe(3);
  });
});

describe('calibration', () => {
  const factors = {
    conv1_1: 0.01,
    conv1_2: 5,
    conv2_1: 0.003,
    conv3_1: 40,
    conv4_2: 0.2,
    conv5_1: 7,
  };
  const calibrated = { ...weights, calibration: { max: factors, average: { conv1_1: 2 } } };

  it.each(['cpu', 'wasm'])('does not change relative losses on %s', async (backend) => {
    await tf.setBackend(backend);
    for (const pooling of ['max', 'average'] as const) {
      const styles = [picture(checker, 1), picture(blobs, 2)];
      const raw = await lossesOf(styles, { pooling });
      const scaled = await lossesOf(styles, { pooling }, { weights: calibrated });
      expect(numbers(scaled)).toBeAllClose(numbers(raw), 1e-4);
    }
  });

  it('does change the losses of the paper, which have units', async () => {
    const styles = [picture(checker)];
    const [raw] = await lossesOf(styles, { normalization: 'gatys' });
    const [scaled] = await lossesOf(styles, { normalization: 'gatys' }, { weights: calibrated });
    const ratio = scaled!.styleByLayer.conv1_1! / raw!.styleByLayer.conv1_1!;
    // The fourth power of the factor.
    expect(ratio).toBeCloseTo(1e-8, 11);
  });
});

describe.each(['cpu', 'wasm'])('the objective of a scale on %s', (backend) => {
  let network: Network;
  const scale = { width: 32, height: 32, iterations: 1 };
  const whole = { planOf: wholePicture, breathe: async () => {} };
  const pictures = (change: Partial<StylizeRequest> = {}) =>
    preparePictures(
      { weights, content, styles: [picture(checker)], ...change },
      DEFAULT_PARAMETERS,
      scale,
    );

  beforeAll(async () => {
    await tf.setBackend(backend);
    network = createNetwork({ weights, deepest: 'conv5_1', pooling: 'max', calibration: null });
  });

  it('keeps one target and one norm for each layer, and frees them', async () => {
    const before = tf.memory().numTensors;
    const options = {
      network,
      pictures: pictures(),
      parameters: DEFAULT_PARAMETERS,
      scale,
      ...whole,
    };
    const objective = await createScaleObjective(options);
    expect(tf.memory().numTensors).toBe(before + 2 * (1 + 5));
    objective.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frees the content’s targets when a style is refused', async () => {
    const before = tf.memory().numTensors;
    const styles = [picture(checker), picture(checkerPicture(8, 8))];
    const options = {
      network,
      pictures: pictures({ styles }),
      parameters: DEFAULT_PARAMETERS,
      scale,
      ...whole,
    };
    await expect(createScaleObjective(options)).rejects.toThrow('at least 16 px on its short side');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('needs no content layer and no style layer', async () => {
    for (const layers of [{ contentLayers: {} }, { styleLayers: {} }]) {
      const before = tf.memory().numTensors;
      const parameters = { ...DEFAULT_PARAMETERS, ...layers };
      const objective = await createScaleObjective({
        network,
        pictures: pictures(),
        parameters,
        scale,
        ...whole,
      });
      const image = tf.zeros([1, 32, 32, 3]) as tf.Tensor4D;
      const all = { alpha: 1, beta: 1, totalVariation: 0 };
      const { gradient, losses } = await objective.evaluate(image, { ...parameters, ...all });
      expect(losses.size).toBe('contentLayers' in layers ? 6 : 2);
      expect(tf.tidy(() => tf.max(tf.abs(gradient)).dataSync()[0])).toBeGreaterThan(0);
      tf.dispose([image, gradient, losses]);
      objective.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});
