import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parameters } from '../parameters/schema.js';
import { planRun } from './run-plan.js';
import { stylize } from './stylize.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(7);
const content = blobsPicture(60, 40, 1);
const picture = (pixels = checkerPicture(48, 40)): StyleInput => ({ kind: 'picture', pixels });
const request: StylizeRequest = { weights, content, styles: [picture()] };
const opaque = (width: number, height: number, bytes = width * height * 4) => ({
  width,
  height,
  data: new Uint8ClampedArray(bytes).fill(255),
});

describe('the plan of a run', () => {
  it('has the scales, the full size and the deepest layer', async () => {
    const plan = await planRun({ ...request, parameters: { size: 362, iterations: 20 } });
    expect(plan.fullSize).toEqual({ width: 362, height: 241 });
    expect(plan.scales.map(({ width, height }) => [width, height])).toEqual([
      [128, 85],
      [181, 121],
      [256, 170],
      [362, 241],
    ]);
    expect(plan.scales.reduce((sum, { iterations }) => sum + iterations, 0)).toBe(20);
    expect(plan.deepest).toBe('conv5_1');
    expect(plan.checkpoint).toBeNull();
  });

  it('goes only as deep as the layers in use', async () => {
    const parameters = { contentLayers: { conv2_1: 1 }, styleLayers: { conv1_1: 1, conv3_1: 1 } };
    expect((await planRun({ ...request, parameters })).deepest).toBe('conv3_1');
  });

  it('has one scale without the pyramid', async () => {
    const { scales } = await planRun({ ...request, parameters: { pyramid: false } });
    expect(scales).toEqual([{ width: 512, height: 341, iterations: 250, weights }]);
  });

  it('gives the coarse scales, and 4 of 10 iterations of the finest, to the cheaper network', async () => {
    const coarseWeights = tinyNetwork(8).weights;
    const alone = await planRun({ ...request, parameters: { size: 181, iterations: 24 } });
    expect(alone.scales.map(({ iterations }) => iterations)).toEqual([14, 10]);
    const both = await planRun({
      ...request,
      coarseWeights,
      parameters: { size: 181, iterations: 24 },
    });
    const [coarse, fine] = alone.scales;
    expect(both.scales).toEqual([
      { ...coarse, weights: coarseWeights },
      { ...fine, iterations: 4, weights: coarseWeights },
      { ...fine, iterations: 6, weights },
    ]);
    expect(both.fingerprint).not.toBe(alone.fingerprint);
  });

  it('leaves a single iteration to the better network', async () => {
    const coarseWeights = tinyNetwork(8).weights;
    const parameters = { pyramid: false, iterations: 1 };
    const { scales } = await planRun({ ...request, coarseWeights, parameters });
    expect(scales.map(({ weights }) => weights.id)).toEqual(['tiny-7']);
  });

  it('gives the same pictures the same fingerprint and others another', async () => {
    const of = async (change: Partial<StylizeRequest>) =>
      (await planRun({ ...request, ...change })).fingerprint;
    const own = await of({});
    expect(own).toMatch(/^[0-9a-f]{64}$/);
    expect(await of({ content: blobsPicture(60, 40, 1), parameters: { size: 99 } })).toBe(own);
    expect(await of({ content: blobsPicture(40, 60, 1) })).not.toBe(own);
    // The same bytes in another shape are another picture.
    const flat = opaque(60, 40);
    expect(await of({ content: flat })).not.toBe(await of({ content: opaque(40, 60) }));
  });
});

/** The request as a caller without types may send it, and the sentence that must come. */
const REFUSALS: readonly (readonly [string, object, string, string])[] = [
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, null, '2 GB'].map(
    (memory) =>
      [
        `${memory} bytes of memory`,
        { memory },
        'invalid-parameter',
        `memory must be a number of bytes above 0, but ${typeof memory === 'string' ? `"${memory}"` : memory} came.`,
      ] as const,
  ),
  [
    'a content of no width',
    { content: opaque(0, 5) },
    'invalid-image',
    'The content picture must be at least 1 × 1 px in whole numbers, but 0 × 5 came; give a decoded picture.',
  ],
  [
    'no content',
    { content: undefined },
    'invalid-image',
    'The content picture must be at least 1 × 1 px in whole numbers, but undefined × undefined came; give a decoded picture.',
  ],
  [
    'content data of the wrong length',
    { content: opaque(4, 4, 63) },
    'invalid-image',
    'The content picture is 4 × 4 px and needs 64 bytes of RGBA, but 63 came; pass all four channels of every pixel.',
  ],
  [
    'a strip of one row',
    { content: opaque(200, 1) },
    'invalid-image',
    'The network needs at least 16 px on the short side, but the picture would be painted at 512 × 3 px; choose a size of at least 3100.',
  ],
  [
    'a strip too narrow for any size',
    { content: opaque(1, 300) },
    'invalid-image',
    'The network needs at least 16 px on the short side, but the picture would be painted at 2 × 512 px; no size is large enough for so narrow a picture, so crop it or leave out the deepest layers.',
  ],
  [
    'a style of no height',
    { styles: [picture(opaque(5, 0))] },
    'invalid-image',
    'The style picture must be at least 1 × 1 px in whole numbers, but 5 × 0 came; give a decoded picture.',
  ],
  [
    'a style without a picture',
    { styles: [{ kind: 'picture' }] },
    'invalid-image',
    'The style picture must be at least 1 × 1 px in whole numbers, but undefined × undefined came; give a decoded picture.',
  ],
  [
    'style data of another kind',
    { styles: [picture({ width: 1, height: 1, data: [1, 2, 3, 4] } as never)] },
    'invalid-image',
    'The style picture must be RGBA bytes (Uint8Array or Uint8ClampedArray), but Array came; convert it first.',
  ],
  [
    'no style',
    { styles: [] },
    'invalid-parameter',
    'A run needs at least one style, and weights of 0 or more that are not all 0, but no style came.',
  ],
  ...(
    [
      ['a negative', [1, -0.5], '1, -0.5'],
      ['a NaN', [Number.NaN], 'NaN'],
      ['an infinite', [Number.POSITIVE_INFINITY, 1], 'Infinity, 1'],
      ['only zeros as', [0, 0], '0, 0'],
    ] as const
  ).map(
    ([what, styleWeights, came]) =>
      [
        `${what} style weight`,
        { styles: styleWeights.map((weight) => ({ ...picture(), weight })) },
        'invalid-parameter',
        `A run needs at least one style, and weights of 0 or more that are not all 0, but the weights ${came} came.`,
      ] as const,
  ),
  [
    'a size over 4096',
    { parameters: { size: 4097 } },
    'invalid-parameter',
    'size must be a whole number from 16 to 4096, but 4097 came.',
  ],
  [
    'a strength that is not a number',
    { parameters: { strength: Number.NaN } },
    'invalid-parameter',
    'strength must be a number from 0 to 1, but NaN came.',
  ],
  [
    'an unknown parameter',
    { parameters: { optimzer: 'adam' } },
    'invalid-parameter',
    'There is no parameter "optimzer"; did you mean optimizer?',
  ],
  [
    'no layers',
    { parameters: { contentLayers: {}, styleLayers: {} } },
    'invalid-parameter',
    'contentLayers and styleLayers give no layer a weight above 0; give one to at least one layer.',
  ],
  [
    'a layer that the network does not have',
    { parameters: { styleLayers: { conv3_4: 1 } } },
    'invalid-parameter',
    'The network "tiny-7" has no layer conv3_4; choose from conv1_1, conv1_2, conv2_1, conv3_1, conv4_1, conv4_2, conv5_1.',
  ],
  [
    'an empty checkpoint',
    { resume: new Uint8Array() },
    'invalid-checkpoint',
    'A checkpoint should begin with "pastiche" and hold a run, but other bytes came; give a file that a run wrote with its checkpoint option.',
  ],
];

describe('a request that makes no sense', () => {
  let before = 0;
  beforeEach(async () => {
    await tf.setBackend('cpu');
    before = tf.memory().numTensors;
  });
  afterEach(() => {
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(REFUSALS)('is refused before any work: %s', async (_, change, code, message) => {
    const wrong = { ...request, ...change } as StylizeRequest;
    await expect(planRun(wrong)).rejects.toMatchObject({ code, message });
    await expect(stylize(wrong).next()).rejects.toMatchObject({ code, message });
  });

  it('is refused when the network lacks a layer', async () => {
    const layers = new Map(weights.layers);
    layers.delete('conv4_1');
    const wrong = { ...request, weights: { ...weights, layers } };
    await expect(stylize(wrong).next()).rejects.toMatchObject({
      code: 'invalid-weights',
      message:
        'The weights "tiny-7" should hold conv4_1 with 6→6 channels, but nothing came. Choose other weights or fewer layers.',
    });
  });
});

describe('style statistics in a plan', () => {
  const mean = new Float32Array(4);
  const covariance = new Float32Array(16);
  const statistics = (change: object) => ({
    network: weights.id,
    pooling: 'max' as const,
    scales: [{ longSide: 64, layers: new Map([['conv1_1' as const, { mean, covariance }]]) }],
    ...change,
  });
  const plan = (change: object, parameters: Partial<Parameters> = {}) =>
    planRun({
      ...request,
      styles: [{ kind: 'statistics', statistics: statistics(change) }],
      parameters,
    });

  it('are taken when they fit', async () => {
    expect((await plan({})).pictures.parts[0]?.styles[0]).toMatchObject({
      kind: 'statistics',
      weight: 1,
    });
  });

  it.each([
    [
      'of another network',
      { network: 'vgg16' },
      {},
      'The style statistics should be of tiny-7 with max pooling, but they are of vgg16 with max pooling; take them anew, or choose that network and pooling.',
    ],
    [
      'of another pooling',
      {},
      { pooling: 'average' },
      'The style statistics should be of tiny-7 with average pooling, but they are of tiny-7 with max pooling; take them anew, or choose that network and pooling.',
    ],
    [
      'of another number of channels',
      { scales: [{ longSide: 64, layers: new Map([['conv2_1', { mean, covariance }]]) }] },
      {},
      'The style statistics should hold 5 means and 25 covariances of conv2_1, but 4 and 16 came; take them anew.',
    ],
  ] as const)('are refused %s', async (_, change, parameters, message) => {
    await expect(plan(change, parameters)).rejects.toMatchObject({
      code: 'invalid-statistics',
      message,
    });
  });

  it.each(['match', 'luminance'] as const)(
    'are refused with keepColours %s',
    async (keepColours) => {
      await expect(plan({}, { keepColours })).rejects.toMatchObject({
        code: 'invalid-parameter',
        message: `keepColours "${keepColours}" changes the style picture before it is measured, but a style given as statistics has no picture; give the picture, or set keepColours to "off".`,
      });
    },
  );
});
