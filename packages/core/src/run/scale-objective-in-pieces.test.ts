import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, cutOutPicture, mulberry32 } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMBINATIONS, relativeDistance, startOn, WEIGHTS } from '../../test/objective-cases.js';
import { projectedNetwork } from '../../test/projected-network.js';
import type { Size } from '../image/fit.js';
import type { Pixels } from '../image/pixels.js';
import { type PiecePlan, planPieces, reachOf, wholePicture } from '../loss/pieces/piece-plan.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import type { Normalization } from '../parameters/schema.js';
import { createNetwork } from '../vgg19/create-network.js';
import type { Network } from '../vgg19/network/network.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { preparePictures } from './painting-pictures.js';
import { createScaleObjective } from './scale-objective.js';

const nothing = async () => {};

interface Case {
  readonly network: Network;
  readonly weights: NetworkWeights;
  readonly content: Pixels;
  readonly style: Pixels;
  readonly normalization?: Normalization;
}

/** Losses and gradient at a candidate, the picture taken in the pieces of `planOf`. */
async function evaluate(
  { network, weights, content, style, normalization = 'relative' }: Case,
  planOf: (size: Size) => PiecePlan,
) {
  const { width, height } = content;
  const { contentLayers, styleLayers } = WEIGHTS;
  const parameters = parseParameters({ contentLayers, styleLayers, normalization });
  const styles = [{ kind: 'picture', pixels: style }] as const;
  const pictures = preparePictures({ weights, content, styles }, parameters, { width, height });
  const before = tf.memory().numTensors;
  const objective = await createScaleObjective({
    network,
    pictures,
    parameters,
    scale: { width, height, iterations: 1 },
    planOf,
    breathe: nothing,
  });
  const random = mulberry32(3);
  const noise = Float32Array.from({ length: width * height * 3 }, () => random());
  const image = tf.tensor4d(noise, [1, height, width, 3]);
  const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
  const values = { gradient: gradient.dataSync(), losses: losses.dataSync() };
  objective.dispose();
  tf.dispose([image, gradient, losses]);
  expect(tf.memory().numTensors).toBe(before);
  return values;
}

/** Pieces of which the network sees so much at a time, px. */
function inPieces(network: Network, seen: Size) {
  const reach = reachOf(network.layerNames);
  return (size: Size) => planPieces(size, seen, reach);
}

/** The plain backend computes slowly, and the same. */
const ON_CPU = COMBINATIONS.filter(
  ({ projected, pooling, normalization }) =>
    projected && (pooling === 'max') === (normalization === 'relative'),
).slice(0, 2);
/** TensorFlow.js's WASM backend sums a whole map in one go, and loses digits that pieces keep. */
const LOSSES = { cpu: 1e-5, wasm: 3e-4, kernels: 1e-5 };

describe.each([
  ['cpu', ON_CPU],
  ['wasm', COMBINATIONS],
  ['kernels', COMBINATIONS],
] as const)('the objective in pieces on %s', (backend, cases) => {
  beforeAll(() => startOn(backend));

  it.each(cases)(
    'has the gradient and the losses of the whole: $pooling, $normalization, projected $projected',
    async ({ pooling, normalization, projected }) => {
      const weights = projectedNetwork(projected);
      const network = createNetwork({ weights, deepest: 'conv5_1', pooling, calibration: null });
      // Reach: 1 + 1 + 2 + 4 + 8 + 8 + 16 = 40 px, so margins of 48 and pieces of 112 and more.
      for (const [width, height, picture] of [
        [131, 117, blobsPicture],
        [50, 165, cutOutPicture],
      ] as const) {
        const content = picture(width, height, 3);
        const style = picture(height, width, 5);
        const seen = { width: 112, height: 112 };
        const one = { network, weights, content, style, normalization };
        const whole = await evaluate(one, wholePicture);
        const pieces = await evaluate(one, inPieces(network, seen));
        expect(relativeDistance(pieces.gradient, whole.gradient)).toBeLessThan(1e-4);
        expect(pieces.losses).toBeAllClose(whole.losses, LOSSES[backend]);
      }
      network.dispose();
    },
  );
});

describe('the objective in pieces', () => {
  beforeAll(() => startOn('kernels'));

  it('has another gradient where pieces see less than the network does', async () => {
    const weights = projectedNetwork(false);
    const network = createNetwork({
      weights,
      deepest: 'conv5_1',
      pooling: 'max',
      calibration: null,
    });
    const content = blobsPicture(150, 131, 1);
    const one = { network, weights, content, style: checkerPicture(60, 60, 5) };
    const whole = await evaluate(one, wholePicture);
    const narrow = (size: Size) =>
      planPieces(size, { width: 96, height: 96 }, { margin: 16, step: 16 });
    const pieces = await evaluate(one, narrow);
    expect(relativeDistance(pieces.gradient, whole.gradient)).toBeGreaterThan(1e-3);
    network.dispose();
  });

  it('leaves nothing when it is ended between two pieces', async () => {
    const weights = projectedNetwork(true);
    const network = createNetwork({
      weights,
      deepest: 'conv5_1',
      pooling: 'max',
      calibration: null,
    });
    const content = cutOutPicture(131, 117, 3);
    const parameters = parseParameters({
      contentLayers: WEIGHTS.contentLayers,
      styleLayers: WEIGHTS.styleLayers,
    });
    const styles = [{ kind: 'picture', pixels: cutOutPicture(131, 117, 5) }] as const;
    const pictures = preparePictures({ weights, content, styles }, parameters, content);
    const before = tf.memory().numTensors;
    let left = Number.POSITIVE_INFINITY;
    let breaths = 0;
    const breathe = async () => {
      breaths += 1;
      left -= 1;
      if (left < 0) throw new Error('enough');
    };
    const run = async () => {
      const objective = await createScaleObjective({
        network,
        pictures,
        parameters,
        scale: { width: 131, height: 117, iterations: 1 },
        planOf: inPieces(network, { width: 112, height: 112 }),
        breathe,
      });
      const image = tf.zeros([1, 117, 131, 3]) as tf.Tensor4D;
      try {
        const { gradient, losses } = await objective.evaluate(image, WEIGHTS);
        tf.dispose([gradient, losses]);
      } finally {
        objective.dispose();
        image.dispose();
      }
    };
    await run();
    const all = breaths;
    // Targets of content and style, sums, and the way back: each once per piece.
    expect(all).toBeGreaterThan(4 * 4 - 1);
    for (let at = 0; at < all; at++) {
      left = at;
      await expect(run()).rejects.toThrow('enough');
      expect(tf.memory().numTensors).toBe(before);
    }
    network.dispose();
  });
});
