import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mulberry32 } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMBINATIONS, CONTENT_LAYER, WEIGHTS } from '../../test/objective-cases.js';
import {
  channelsSeen,
  plainContent,
  plainMaps,
  plainStyle,
  plainVariation,
  plainWeights,
} from '../../test/plain-objective.js';
import { LOSS_LAYERS, projectedNetwork } from '../../test/projected-network.js';
import { scoped } from '../../test/scoped.js';
import type { Coverage } from '../image/coverage.js';
import type { Normalization } from '../parameters/schema.js';
import { createNetwork } from '../vgg19/create-network.js';
import type { LayerName, Pooling } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import { contentLoss } from './content.js';
import { layerCoverage, pairCoverage } from './layer-coverage.js';
import { createObjective, type Objective } from './objective.js';
import { gramThrough, projectMap } from './projection.js';
import { styleLoss } from './style.js';

// Case 20: transparent parts have no say. The objective with a coverage against the same objective
// written plainly and differentiated by autodiff, and against central differences.

const SIZES = [
  [16, 16],
  [33, 19],
  [19, 47],
] as const;

function picture(height: number, width: number, seed: number): tf.Tensor4D {
  const random = mulberry32(seed);
  const values = Float32Array.from({ length: height * width * 3 }, () => random());
  return tf.tensor4d(values, [1, height, width, 3]);
}

/** Soft, with a third of the pixels at 0 and a third at 1. */
function softCoverage(height: number, width: number, seed: number): Coverage {
  const random = mulberry32(seed);
  const data = Float32Array.from({ length: height * width }, () =>
    Math.min(1, Math.max(0, 3 * random() - 1)),
  );
  return { width, height, data };
}

function network(pooling: Pooling, projected: boolean): Network {
  const weights = projectedNetwork(projected);
  return createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: null });
}

interface Targets {
  readonly content: tf.Tensor4D;
  readonly grams: Readonly<Partial<Record<LayerName, tf.Tensor2D>>>;
}

/** Through the projections, if there are any. */
async function targetsOf(net: Network, content: tf.Tensor4D, style: tf.Tensor4D): Promise<Targets> {
  const shown = await net.forward(content);
  const map = shown.featureMap(CONTENT_LAYER);
  const projection = net.projection(CONTENT_LAYER);
  const own = projection ? projectMap(map, projection) : tf.clone(map);
  shown.dispose();
  const pass = await net.forward(style);
  const grams = Object.fromEntries(
    LOSS_LAYERS.map((layer) => [layer, gramThrough(pass, layer, net.projection(layer))]),
  );
  pass.dispose();
  return { content: own, grams };
}

function covered(
  net: Network,
  { content, grams }: Targets,
  normalization: Normalization,
  coverage: Coverage,
): Objective {
  return createObjective(
    net,
    [
      contentLoss({
        layer: CONTENT_LAYER,
        target: tf.clone(content),
        normalization,
        projection: net.projection(CONTENT_LAYER),
        coverage: layerCoverage(coverage, CONTENT_LAYER),
      }),
      ...LOSS_LAYERS.map((layer) =>
        styleLoss({
          layer,
          target: tf.clone(grams[layer]!),
          normalization,
          projection: net.projection(layer),
          coverage: layerCoverage(coverage, layer),
        }),
      ),
    ],
    pairCoverage(coverage),
  );
}

function plainObjective(
  image: tf.Tensor4D,
  targets: Targets,
  net: Network,
  pooling: Pooling,
  normalization: Normalization,
  coverage: Coverage,
): tf.Scalar {
  const maps = plainMaps(image, pooling, net);
  const termOf = (layer: (typeof LOSS_LAYERS)[number], target: tf.Tensor) => ({
    ...{ map: maps.get(layer)!, target, normalization },
    ...{ weights: plainWeights(coverage, layer), channels: channelsSeen(net, layer) },
  });
  const content = plainContent(termOf(CONTENT_LAYER, targets.content));
  const style = LOSS_LAYERS.map((layer) =>
    tf.mul(plainStyle(termOf(layer, targets.grams[layer]!)), WEIGHTS.styleLayers[layer]!),
  );
  return tf.addN([
    tf.mul(content, WEIGHTS.alpha * 0.9),
    tf.mul(tf.addN(style), WEIGHTS.beta),
    tf.mul(plainVariation(image, coverage), WEIGHTS.totalVariation),
  ]) as tf.Scalar;
}

describe.each(['cpu', 'wasm'])('the objective of a covered picture on %s (case 20)', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each(COMBINATIONS)(
    'has the gradient of autodiff: $pooling, $normalization, projected $projected',
    async ({ pooling, normalization, projected }) => {
      for (const [height, width] of SIZES) {
        await scoped(async () => {
          const coverage = softCoverage(height, width, 5);
          const net = network(pooling, projected);
          const targets = await targetsOf(net, picture(height, width, 1), picture(41, 53, 2));
          const image = picture(height, width, 3);
          const plain = (x: tf.Tensor) =>
            plainObjective(x as tf.Tensor4D, targets, net, pooling, normalization, coverage);
          const { value, grad } = tf.valueAndGrad(plain)(image);
          const objective = covered(net, targets, normalization, coverage);
          const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
          expect(gradient.dataSync()).toBeAllClose(grad.dataSync(), 2e-5);
          const { total } = objective.nameLosses(losses.dataSync(), WEIGHTS);
          expect([total]).toBeAllClose(value.dataSync(), 1e-5);
        });
      }
    },
  );

  it.each(COMBINATIONS)(
    'has the gradient of central differences: $pooling, $normalization, projected $projected',
    async ({ pooling, normalization, projected }) => {
      await scoped(async () => {
        const [height, width] = [33, 19];
        const net = network(pooling, projected);
        const targets = await targetsOf(net, picture(height, width, 1), picture(41, 53, 2));
        const coverage = softCoverage(height, width, 5);
        const objective = covered(net, targets, normalization, coverage);
        const values = Float32Array.from(picture(height, width, 3).dataSync());
        const at = async (direction: Float32Array, shift: number) => {
          const moved = values.map((value, index) => value + shift * direction[index]!);
          const image = tf.tensor4d(moved, [1, height, width, 3]);
          const { losses, gradient } = await objective.evaluate(image, WEIGHTS);
          const { total } = objective.nameLosses(losses.dataSync(), WEIGHTS);
          return { total, gradient: gradient.dataSync() };
        };
        const { gradient } = await at(values, 0);
        const norm = Math.hypot(...gradient);
        // Along the gradient the slope is its length: one number that every pixel takes part in.
        const along = Float32Array.from(gradient, (value) => value / norm);
        const step = 2 ** -8;
        const [after, before] = [await at(along, step), await at(along, -step)];
        const slope = (after.total - before.total) / (2 * step);
        expect(Math.abs(slope - norm)).toBeLessThan(0.02 * norm);
      });
    },
  );

  it('is that of the whole picture where all of it is covered alike', async () => {
    await scoped(async () => {
      const net = network('max', true);
      const image = picture(33, 19, 3);
      const targets = await targetsOf(net, picture(33, 19, 1), picture(41, 53, 2));
      const evaluate = async (data: Float32Array) => {
        const coverage = { width: 19, height: 33, data };
        const objective = covered(net, targets, 'relative', coverage);
        return (await objective.evaluate(image, WEIGHTS)).gradient.dataSync();
      };
      const whole = await evaluate(new Float32Array(33 * 19).fill(1));
      expect(await evaluate(new Float32Array(33 * 19).fill(1 / 255))).toBeAllClose(whole, 1e-5);
    });
  });

  it.each([
    ['one pixel, and only just', 16 * 33 + 9, 1 / 255],
    // 33 → 16: pooling drops the last column, so no deeper layer sees it.
    ['a pixel that pooling drops', 16 * 33 + 32, 1],
  ])('stays finite when all that is visible is %s', async (_, pixel, alpha) => {
    for (const normalization of ['relative', 'gatys', 'udacity'] as const) {
      await scoped(async () => {
        const net = network('max', false);
        const image = picture(33, 33, 3);
        const targets = await targetsOf(net, picture(33, 33, 1), picture(41, 53, 2));
        const data = new Float32Array(33 * 33);
        data[pixel] = alpha;
        const objective = covered(net, targets, normalization, { width: 33, height: 33, data });
        const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
        expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
        expect(losses.dataSync().every(Number.isFinite)).toBe(true);
        const { styleByLayer } = objective.nameLosses(losses.dataSync(), WEIGHTS);
        expect(styleByLayer.conv1_1).toBeGreaterThan(0);
        // A layer to which nothing visible comes has nothing to say.
        if (alpha === 1) expect([styleByLayer.conv2_1, styleByLayer.conv5_1]).toEqual([0, 0]);
        else expect(styleByLayer.conv5_1).toBeGreaterThan(0);
        expect(gradient.dataSync().some((value) => value !== 0)).toBe(true);
      });
    }
  });

  it('asks nothing of what is transparent beyond the network’s reach', async () => {
    await scoped(async () => {
      const net = network('max', false);
      const targets = await targetsOf(net, picture(24, 64, 1), picture(41, 53, 2));
      const data = Float32Array.from({ length: 24 * 64 }, (_, at) => (at % 64 < 4 ? 1 : 0));
      const objective = covered(net, targets, 'relative', { width: 64, height: 24, data });
      // conv1_1 sees one pixel to each side, conv2_1 four (in blocks of two).
      const shallow = { ...WEIGHTS, alpha: 0, styleLayers: { conv1_1: 1, conv2_1: 1 } };
      const evaluated = await objective.evaluate(picture(24, 64, 3), shallow);
      const gradient = evaluated.gradient.dataSync();
      const columns = Array.from({ length: 64 }, (_, x) =>
        Array.from(gradient)
          .filter((_, at) => Math.floor(at / 3) % 64 === x)
          .reduce((sum, value) => sum + Math.abs(value), 0),
      );
      expect(columns.slice(0, 4).every((sum) => sum > 0)).toBe(true);
      expect(columns.slice(10)).toEqual(Array(54).fill(0));
    });
  });

  it('leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const net = network('average', true);
    const image = picture(33, 19, 3);
    const targets = await targetsOf(net, image, image);
    const objective = covered(net, targets, 'relative', softCoverage(33, 19, 5));
    const alive = tf.memory().numTensors;
    for (let round = 0; round < 2; round++) {
      const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
      expect(tf.memory().numTensors).toBe(alive + 2);
      tf.dispose([gradient, losses]);
    }
    objective.dispose();
    net.dispose();
    tf.dispose([image, targets.content, ...Object.values(targets.grams)]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
