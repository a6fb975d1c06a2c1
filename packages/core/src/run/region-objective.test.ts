import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, cutOutPicture, mulberry32 } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  COMBINATIONS,
  CONTENT_LAYER,
  relativeDistance,
  startOn,
  WEIGHTS,
} from '../../test/objective-cases.js';
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
import { columnMask } from '../../test/tiny-run.js';
import { toTensor } from '../backend/tensor.js';
import type { Coverage } from '../image/coverage.js';
import type { Size } from '../image/fit.js';
import type { Mask } from '../image/mask.js';
import { type Pixels, toRgb } from '../image/pixels.js';
import { planPieces, reachOf, wholePicture } from '../loss/pieces/piece-plan.js';
import { gramThrough, projectMap } from '../loss/projection.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import type { Normalization } from '../parameters/schema.js';
import { createNetwork } from '../vgg19/create-network.js';
import type { LayerName, Pooling } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';
import { withPass } from '../vgg19/with-pass.js';
import { preparePictures } from './painting-pictures.js';
import { createScaleObjective } from './scale-objective.js';

// The objective of a picture with regions against the same objective written plainly and differentiated by
// autodiff, against central differences, and against itself in pieces.

const STYLES = [
  checkerPicture(32, 28, 5),
  checkerPicture(28, 32, 3, [
    [240, 30, 40],
    [20, 60, 230],
  ]),
  blobsPicture(30, 30, 8),
];
const STRENGTHS = [1, 0.5, 2];

interface Case {
  readonly pooling: Pooling;
  readonly normalization: Normalization;
  readonly projected: boolean;
}

/** Soft, with a third of the pixels at 0 and a third at 255. */
function softMask({ width, height }: Size, seed: number): Mask {
  const random = mulberry32(seed);
  const data = Uint8Array.from({ length: width * height }, () =>
    Math.round(255 * Math.min(1, Math.max(0, 3 * random() - 1))),
  );
  return { width, height, data };
}

const marked = ({ data }: Mask, at: number) => data[at]! / 255;

/** How much each pixel counts of what is painted, and of each part: two masks, the second over the first. */
function coverages(content: Pixels, [first, second]: readonly [Mask, Mask], strengthMap: Mask) {
  const { width, height } = content;
  const of = (value: (at: number) => number): Coverage => {
    return {
      width,
      height,
      data: Float32Array.from({ length: width * height }, (_, at) => value(at)),
    };
  };
  const alpha = (at: number) => content.data[4 * at + 3]! / 255;
  const painted = (at: number) => alpha(at) * Math.sqrt(marked(strengthMap, at));
  return {
    whole: of(alpha),
    parts: [
      of((at) => painted(at) * Math.sqrt((1 - marked(first, at)) * (1 - marked(second, at)))),
      of((at) => painted(at) * Math.sqrt(marked(first, at) * (1 - marked(second, at)))),
      of((at) => painted(at) * Math.sqrt(marked(second, at))),
    ],
  };
}

function networkOf({ pooling, projected }: Case): Network {
  const weights = projectedNetwork(projected);
  return createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: null });
}

/** The engine's objective of a picture with two regions. */
function objectiveOf(
  network: Network,
  { normalization, projected }: Case,
  { content, masks, strengthMap, erosion = 0 }: Scene,
  planOf: Parameters<typeof createScaleObjective>[0]['planOf'] = wholePicture,
) {
  const { contentLayers, styleLayers } = WEIGHTS;
  const parameters = parseParameters({ contentLayers, styleLayers, normalization });
  const [base, ...own] = STYLES.map((pixels) => [{ kind: 'picture', pixels }] as const);
  const weights = projectedNetwork(projected);
  const regions = own.map((styles, index) => ({
    ...{ mask: masks[index]!, styles, strength: STRENGTHS[index + 1]! },
  }));
  const request = { weights, content, styles: base!, regions, strengthMap, erosion };
  const pictures = preparePictures(request, parameters, content);
  const scale = { width: content.width, height: content.height, iterations: 1 };
  const breathe = async () => {};
  return createScaleObjective({ network, pictures, parameters, scale, planOf, breathe });
}

interface Scene {
  readonly content: Pixels;
  readonly masks: readonly [Mask, Mask];
  readonly strengthMap: Mask;
  readonly erosion?: number;
}

function sceneOf(content: Pixels): Scene {
  const masks = [softMask(content, 11), softMask(content, 12)] as const;
  return { content, masks, strengthMap: softMask(content, 13) };
}

/** Halves, which have an inside, unlike what {@link softMask} makes. */
function halvedScene(content: Pixels): Scene {
  const { width } = content;
  const masks = [
    columnMask(content, 0, Math.ceil(width / 2)),
    columnMask(content, Math.ceil(width / 2), width),
  ] as const;
  return { content, masks, strengthMap: softMask(content, 13), erosion: 1 };
}

function noise({ width, height }: Size): tf.Tensor4D {
  const random = mulberry32(3);
  const values = Float32Array.from({ length: height * width * 3 }, () => random());
  return tf.tensor4d(values, [1, height, width, 3]);
}

/** What the styles and the content look like to the network, through its projections. */
async function targetsOf(network: Network, { content }: Scene) {
  const grams: Partial<Record<LayerName, tf.Tensor2D>>[] = [];
  for (const style of STYLES) {
    await withPass(network, toRgb(style), (maps) => {
      const ofLayer = (layer: LayerName) => gramThrough(maps, layer, network.projection(layer));
      grams.push(Object.fromEntries(LOSS_LAYERS.map((layer) => [layer, ofLayer(layer)])));
    });
  }
  const target = await contentMap(network, content);
  return { grams, target };
}

async function contentMap(network: Network, content: Pixels): Promise<tf.Tensor4D> {
  const image = toTensor(visibleColours(content));
  const pass = await network.forward(image);
  const projection = network.projection(CONTENT_LAYER);
  const own = pass.featureMap(CONTENT_LAYER);
  const map = projection ? projectMap(own, projection) : tf.clone(own);
  pass.dispose();
  image.dispose();
  return map;
}

/** As the engine shows a content to the network: with a colour where it has none. */
function visibleColours(content: Pixels) {
  const parameters = parseParameters({});
  const styles = [{ kind: 'picture', pixels: STYLES[0]! }] as const;
  const request = { weights: projectedNetwork(false), content, styles };
  return preparePictures(request, parameters, content).content;
}

function plainObjective(
  image: tf.Tensor4D,
  network: Network,
  { pooling, normalization }: Case,
  { content, masks, strengthMap }: Scene,
  { grams, target }: Awaited<ReturnType<typeof targetsOf>>,
): tf.Scalar {
  const maps = plainMaps(image, pooling, network);
  const { whole, parts } = coverages(content, masks, strengthMap);
  const seen = (layer: (typeof LOSS_LAYERS)[number]) => ({
    ...{ map: maps.get(layer)!, channels: channelsSeen(network, layer), normalization },
  });
  const own = { ...seen(CONTENT_LAYER), target, weights: plainWeights(whole, CONTENT_LAYER) };
  const style = parts.flatMap((part, index) =>
    LOSS_LAYERS.map((layer) => {
      const positions = tf.sum(plainWeights(whole, layer));
      const weights = plainWeights(part, layer);
      const term = { ...seen(layer), target: grams[index]![layer]!, weights };
      const share = tf.mul(tf.div(tf.sum(weights), positions), STRENGTHS[index]!);
      return tf.mul(tf.mul(share, plainStyle(term, positions)), WEIGHTS.styleLayers[layer]!);
    }),
  );
  return tf.addN([
    tf.mul(plainContent(own), WEIGHTS.alpha * 0.9),
    tf.mul(tf.addN(style), WEIGHTS.beta),
    tf.mul(plainVariation(image, whole), WEIGHTS.totalVariation),
  ]) as tf.Scalar;
}

/** The plain backend computes slowly, and the same. */
const ON_CPU = COMBINATIONS.filter(({ pooling, projected }) => projected && pooling === 'max');

describe.each([
  ['cpu', ON_CPU],
  ['wasm', COMBINATIONS],
  ['kernels', COMBINATIONS],
] as const)('the objective of a picture with regions on %s', (backend, cases) => {
  beforeAll(() => startOn(backend));

  it.each(cases)(
    'has the gradient of autodiff: $pooling, $normalization, projected $projected',
    async (one) => {
      for (const content of [blobsPicture(32, 33, 1), cutOutPicture(47, 35, 3)]) {
        await scoped(async () => {
          const scene = sceneOf(content);
          const network = networkOf(one);
          const targets = await targetsOf(network, scene);
          const image = noise(content);
          const objective = await objectiveOf(network, one, scene);
          const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
          const found = { gradient: gradient.dataSync(), losses: losses.dataSync() };
          if (backend === 'kernels') await tf.setBackend('cpu');
          const plain = (x: tf.Tensor) =>
            plainObjective(x as tf.Tensor4D, network, one, scene, targets);
          const { value, grad } = tf.valueAndGrad(plain)(image);
          expect(relativeDistance(found.gradient, grad.dataSync())).toBeLessThan(2e-5);
          const { total } = objective.nameLosses(found.losses, WEIGHTS);
          expect([total]).toBeAllClose(value.dataSync(), 1e-5);
          if (backend === 'kernels') await tf.setBackend('wasm');
        });
      }
    },
  );

  it.each(cases)(
    'has the gradient of the whole in pieces: $pooling, $normalization, projected $projected',
    async (one) => {
      await scoped(async () => {
        // Eroded with one of the poolings, so that both are seen in pieces.
        const erodes = one.pooling === 'average';
        const scene = (erodes ? halvedScene : sceneOf)(cutOutPicture(131, 117, 3));
        const network = networkOf(one);
        const reach = reachOf(network.layerNames);
        const seen = { width: 112, height: 112 };
        const whole = await objectiveOf(network, one, scene);
        const pieces = await objectiveOf(network, one, scene, (size) =>
          planPieces(size, seen, reach),
        );
        const image = noise(scene.content);
        const [a, b] = [
          await whole.evaluate(image, WEIGHTS),
          await pieces.evaluate(image, WEIGHTS),
        ];
        expect(relativeDistance(b.gradient.dataSync(), a.gradient.dataSync())).toBeLessThan(1e-4);
        expect(b.losses.dataSync()).toBeAllClose(a.losses.dataSync(), 3e-4);
      });
    },
  );

  it.each([false, true])('has the gradient of central differences, eroded %s', async (erodes) => {
    for (const one of cases.filter(({ projected }) => projected)) {
      await scoped(async () => {
        const scene = (erodes ? halvedScene : sceneOf)(cutOutPicture(33, 35, 3));
        const network = networkOf(one);
        const objective = await objectiveOf(network, one, scene);
        const start = noise(scene.content);
        const at = async (image: tf.Tensor4D) => {
          const { losses, gradient } = await objective.evaluate(image, WEIGHTS);
          return { total: objective.nameLosses(losses.dataSync(), WEIGHTS).total, gradient };
        };
        const { gradient } = await at(start);
        // Along the gradient the slope is its length: one number that every pixel takes part in.
        const norm = Math.hypot(...gradient.dataSync());
        const step = tf.mul(gradient, 2 ** -8 / norm);
        const after = await at(tf.add(start, step) as tf.Tensor4D);
        const before = await at(tf.sub(start, step) as tf.Tensor4D);
        const slope = (after.total - before.total) / 2 ** -7;
        expect(Math.abs(slope - norm)).toBeLessThan(0.02 * norm);
      });
    }
  });
});
