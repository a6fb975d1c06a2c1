import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mulberry32, tinyNetwork } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../test/scoped.js';
import type { Normalization } from '../parameters/schema.js';
import { createNetwork } from '../vgg19/create-network.js';
import type { LayerName, Pooling } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import { gramMatrix } from '../vgg19/tensors/gram.js';
import { contentLoss } from './content.js';
import type { FeatureLoss } from './feature-loss.js';
import { createObjective, type ObjectiveWeights } from './objective.js';
import { styleLoss } from './style.js';

const CONTENT: LayerName = 'conv4_2';
const STYLE: readonly LayerName[] = ['conv1_1', 'conv2_1', 'conv4_2', 'conv5_1'];
const NONE = { alpha: 0, beta: 0, totalVariation: 0 };
const WEIGHTS: ObjectiveWeights = {
  alpha: 0.7,
  beta: 1.3,
  contentLayers: { conv4_2: 0.9 },
  styleLayers: { conv1_1: 0.5, conv2_1: 0.25, conv4_2: 0.5, conv5_1: 1 },
  totalVariation: 0.3,
};
/** One term at a time, then all together. */
const TERMS: Record<string, ObjectiveWeights> = {
  content: { ...WEIGHTS, ...NONE, alpha: 0.7 },
  style: { ...WEIGHTS, ...NONE, beta: 1.3 },
  'total variation': { ...WEIGHTS, ...NONE, totalVariation: 0.3 },
  everything: WEIGHTS,
};
const SIZES = [
  [16, 16],
  [33, 18],
  [19, 47],
] as const;

const fixture = tinyNetwork(7);

function picture(height: number, width: number, seed: number): tf.Tensor4D {
  const random = mulberry32(seed);
  const values = Float32Array.from({ length: height * width * 3 }, () => random());
  return tf.tensor4d(values, [1, height, width, 3]);
}

function network(pooling: Pooling): Network {
  return createNetwork({
    weights: fixture.weights,
    deepest: 'conv5_1',
    pooling,
    calibration: null,
  });
}

/** The same objective written plainly, for autodiff to differentiate. */
function plainObjective(
  image: tf.Tensor4D,
  targets: { content: tf.Tensor; grams: Record<string, tf.Tensor2D> },
  pooling: Pooling,
  normalization: Normalization,
  weights: ObjectiveWeights,
): tf.Scalar {
  const maps = plainFeatureMaps(image, pooling);
  const F = maps.get(CONTENT) as tf.Tensor4D;
  const squared = tf.sum(tf.squaredDifference(F, targets.content));
  const content = {
    relative: () => tf.div(squared, tf.sum(tf.square(targets.content))),
    gatys: () => tf.mul(squared, 0.5),
    udacity: () => tf.div(squared, F.size),
  }[normalization]();
  let style: tf.Tensor = tf.scalar(0);
  for (const layer of STYLE) {
    const map = maps.get(layer) as tf.Tensor4D;
    const [, h, w, c] = map.shape;
    const rows = tf.reshape(map, [h * w, c]);
    const raw = tf.matMul(rows, rows, true);
    const target = targets.grams[layer] as tf.Tensor;
    const rawTarget = tf.mul(target, h * w);
    const rawSquared = tf.sum(tf.squaredDifference(raw, rawTarget));
    const term = {
      relative: () => tf.div(rawSquared, tf.sum(tf.square(rawTarget))),
      gatys: () => tf.div(rawSquared, 4 * c ** 2 * (h * w) ** 2),
      udacity: () => tf.div(tf.div(rawSquared, c ** 2), c * h * w),
    }[normalization]();
    style = tf.add(style, tf.mul(term, weights.styleLayers[layer] as number));
  }
  const [, h, w] = image.shape;
  const down = tf.sub(
    tf.slice(image, [0, 1, 0, 0], [1, h - 1, w, 3]),
    tf.slice(image, [0, 0, 0, 0], [1, h - 1, w, 3]),
  );
  const right = tf.sub(
    tf.slice(image, [0, 0, 1, 0], [1, h, w - 1, 3]),
    tf.slice(image, [0, 0, 0, 0], [1, h, w - 1, 3]),
  );
  const variation = tf.div(tf.add(tf.sum(tf.square(down)), tf.sum(tf.square(right))), image.size);
  return tf.addN([
    tf.mul(content, weights.alpha * (weights.contentLayers[CONTENT] as number)),
    tf.mul(style, weights.beta),
    tf.mul(variation, weights.totalVariation),
  ]) as tf.Scalar;
}

function plainFeatureMaps(image: tf.Tensor4D, pooling: Pooling): Map<LayerName, tf.Tensor4D> {
  const maps = new Map<LayerName, tf.Tensor4D>();
  let current = tf.sub(image, tf.tensor1d([...fixture.weights.inputMean])) as tf.Tensor4D;
  for (const layer of fixture.weights.architecture) {
    if (layer.kind === 'pooling') {
      current =
        pooling === 'max' ? tf.maxPool(current, 2, 2, 'valid') : tf.avgPool(current, 2, 2, 'valid');
      continue;
    }
    const { kernel, bias, inputChannels, outputChannels } = fixture.weights.layers.get(layer.name)!;
    const filter = tf.tensor4d(kernel, [3, 3, inputChannels, outputChannels]);
    current = tf.relu(tf.add(tf.conv2d(current, filter, 1, 'same'), tf.tensor1d(bias)));
    maps.set(layer.name, current);
  }
  return maps;
}

function plainTargets(content: tf.Tensor4D, style: tf.Tensor4D, pooling: Pooling) {
  const styleMaps = plainFeatureMaps(style, pooling);
  return {
    content: plainFeatureMaps(content, pooling).get(CONTENT) as tf.Tensor4D,
    grams: Object.fromEntries(STYLE.map((layer) => [layer, gramMatrix(styleMaps.get(layer)!)])),
  };
}

function terms(
  targets: ReturnType<typeof plainTargets>,
  normalization: Normalization,
): FeatureLoss[] {
  return [
    contentLoss({ layer: CONTENT, target: tf.keep(tf.clone(targets.content)), normalization }),
    ...STYLE.map((layer) =>
      styleLoss({ layer, target: tf.keep(tf.clone(targets.grams[layer]!)), normalization }),
    ),
  ];
}

describe.each(['cpu', 'wasm'])('the objective on %s', (backend) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  describe.each(['max', 'average'] as const)('%s pooling', (pooling) => {
    describe.each(['relative', 'gatys', 'udacity'] as const)('%s losses', (normalization) => {
      it.each(Object.keys(TERMS))('has the gradient of autodiff: %s', async (name) => {
        const weights = TERMS[name] as ObjectiveWeights;
        for (const [height, width] of SIZES) {
          await scoped(async () => {
            const targets = plainTargets(picture(height, width, 1), picture(41, 53, 2), pooling);
            const image = picture(height, width, 3);
            const { value, grad } = tf.valueAndGrad((x) =>
              plainObjective(x as tf.Tensor4D, targets, pooling, normalization, weights),
            )(image);
            const net = network(pooling);
            const objective = createObjective(net, terms(targets, normalization));
            const { gradient, losses } = await objective.evaluate(image, weights);
            expect(gradient.dataSync()).toBeAllClose(grad.dataSync(), 1e-5);
            const { total } = objective.nameLosses(losses.dataSync(), weights);
            expect(total).toBeCloseTo(value.dataSync()[0]!, 4);
            expect([total]).toBeAllClose(value.dataSync(), 1e-5);
            tf.dispose([gradient, losses]);
            objective.dispose();
            net.dispose();
          });
        }
      });
    });

    it('has the gradient of central differences at a few pixels', async () => {
      await scoped(async () => {
        const targets = plainTargets(picture(33, 18, 1), picture(41, 53, 2), pooling);
        const values = picture(33, 18, 3).dataSync();
        const net = network(pooling);
        const objective = createObjective(net, terms(targets, 'relative'));
        const at = async (index: number, shift: number) => {
          const moved = values.slice();
          moved[index]! += shift;
          const { losses, gradient } = await objective.evaluate(
            tf.tensor4d(moved, [1, 33, 18, 3]),
            WEIGHTS,
          );
          const { total } = objective.nameLosses(losses.dataSync(), WEIGHTS);
          return { total, gradient: gradient.dataSync() };
        };
        const { gradient } = await at(0, 0);
        const pixels = [0, 17 * 3 + 1, 400, 33 * 18 * 3 - 1];
        const step = 2 ** -7;
        const slopes: number[] = [];
        for (const pixel of pixels) {
          const [after, before] = [await at(pixel, step), await at(pixel, -step)];
          slopes.push((after.total - before.total) / (2 * step));
        }
        // Float32 losses of about 3 leave about 2e-5 of noise in a slope; kinks of max and ReLU add some.
        const largest = Math.max(...gradient.map(Math.abs));
        pixels.forEach((pixel, i) => {
          expect(Math.abs(slopes[i]! - gradient[pixel]!)).toBeLessThan(0.03 * largest);
        });
        objective.dispose();
        net.dispose();
      });
    });
  });

  it('has the gradient of autodiff through projections', async () => {
    await scoped(async () => {
      const random = mulberry32(11);
      const draw = (count: number) => Float32Array.from({ length: count }, () => random() - 0.4);
      const projections = new Map(
        (['conv1_1', 'conv4_2'] as const).map((layer) => {
          const inputChannels = fixture.weights.layers.get(layer)!.outputChannels;
          const outputChannels = inputChannels + 1;
          const kernel = draw(inputChannels * outputChannels);
          return [layer, { kernel, inputChannels, outputChannels, bias: draw(outputChannels) }];
        }),
      );
      const project = (maps: Map<LayerName, tf.Tensor4D>, layer: 'conv1_1' | 'conv4_2') => {
        const map = maps.get(layer)!;
        const [, h, w, c] = map.shape;
        const { kernel, bias, outputChannels } = projections.get(layer)!;
        const rows = tf.matMul(
          tf.reshape(map, [h * w, c]),
          tf.tensor2d(kernel, [c, outputChannels]),
        );
        return tf.reshape(tf.add(rows, tf.tensor1d(bias)), [
          1,
          h,
          w,
          outputChannels,
        ]) as tf.Tensor4D;
      };
      const [content, style, image] = [1, 2, 3].map((seed) => picture(33, 18, seed));
      const target = project(plainFeatureMaps(content!, 'average'), 'conv4_2');
      const gram = gramMatrix(project(plainFeatureMaps(style!, 'average'), 'conv1_1'));
      const { grad } = tf.valueAndGrad((x) => {
        const maps = plainFeatureMaps(x as tf.Tensor4D, 'average');
        const map = project(maps, 'conv1_1');
        const rows = tf.reshape(map, [33 * 18, map.shape[3]]);
        const G = tf.div(tf.matMul(rows, rows, true), 33 * 18);
        const contentTerm = tf.sum(tf.squaredDifference(project(maps, 'conv4_2'), target));
        const styleTerm = tf.sum(tf.squaredDifference(G, gram));
        return tf.add(
          tf.div(contentTerm, tf.sum(tf.square(target))),
          tf.div(styleTerm, tf.sum(tf.square(gram))),
        ) as tf.Scalar;
      })(image!);
      const before = tf.memory().numTensors;
      const net = createNetwork({
        weights: { ...fixture.weights, projections },
        deepest: 'conv4_2',
        pooling: 'average',
        calibration: null,
      });
      const objective = createObjective(net, [
        contentLoss({
          layer: 'conv4_2',
          target: tf.clone(target),
          normalization: 'relative',
          projection: net.projection('conv4_2'),
        }),
        styleLoss({
          layer: 'conv1_1',
          target: tf.clone(gram),
          normalization: 'relative',
          projection: net.projection('conv1_1'),
        }),
      ]);
      const weights = { alpha: 1, beta: 1, totalVariation: 0 };
      const layers = { contentLayers: { conv4_2: 1 }, styleLayers: { conv1_1: 1 } };
      const { gradient, losses } = await objective.evaluate(image!, { ...weights, ...layers });
      expect(gradient.dataSync()).toBeAllClose(grad.dataSync(), 1e-5);
      tf.dispose([gradient, losses]);
      objective.dispose();
      net.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('leaks nothing, also when an evaluation throws half way', async () => {
    const before = tf.memory().numTensors;
    const image = picture(20, 20, 3);
    const net = network('max');
    const targets = tf.tidy(() => plainTargets(image, image, 'max'));
    const objective = createObjective(net, terms(targets, 'relative'));
    const alive = tf.memory().numTensors;
    for (let round = 0; round < 3; round++) {
      const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
      expect(tf.memory().numTensors).toBe(alive + 2);
      tf.dispose([gradient, losses]);
    }
    const broken = createObjective(net, [
      {
        kind: 'style',
        layer: 'conv2_1',
        evaluate: () => {
          throw new Error('lost');
        },
        dispose: () => {},
      },
    ]);
    await expect(broken.evaluate(image, WEIGHTS)).rejects.toThrow('lost');
    expect(tf.memory().numTensors).toBe(alive);
    objective.dispose();
    net.dispose();
    tf.dispose([image, targets.content, ...Object.values(targets.grams)]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
