import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAYER_NAMES } from '../vgg19/network/layers.js';
import { parseParameters } from './parse-parameters.js';
import { DEFAULT_PARAMETERS, type Parameters } from './schema.js';

const refusal = (message: string) =>
  expect.objectContaining({ code: 'invalid-parameter', message });

const weight = fc.double({ min: 0, max: 1e12, noNaN: true });
const layers = fc.dictionary(fc.constantFrom(...LAYER_NAMES), weight, { noNullPrototype: true });
const anyParameters: fc.Arbitrary<Parameters> = fc.record({
  size: fc.integer({ min: 16, max: 4096 }),
  iterations: fc.option(fc.integer({ min: 1, max: 10_000 })),
  quality: fc.constantFrom('draft', 'standard', 'high'),
  strength: fc.double({ min: 0, max: 1, noNaN: true }),
  alpha: fc.option(weight),
  beta: fc.option(fc.double({ min: 1e-3, max: 1e12, noNaN: true })),
  contentLayers: layers,
  styleLayers: layers.map((weights) => ({ ...weights, conv1_1: 1 })),
  normalization: fc.constantFrom('relative', 'gatys', 'udacity'),
  pooling: fc.constantFrom('max', 'average'),
  optimizer: fc.constantFrom('adam', 'lbfgs'),
  initialImage: fc.constantFrom('content', 'style', 'noise', 'picture'),
  seed: fc.nat(2 ** 32 - 1),
  styleScale: fc.double({ min: 0.1, max: 4, noNaN: true }),
  totalVariation: weight,
  keepColours: fc.constantFrom('off', 'luminance', 'match'),
  pyramid: fc.boolean(),
});

describe('parseParameters', () => {
  it('gives the defaults for nothing, and fills what is missing', () => {
    expect(parseParameters()).toEqual(DEFAULT_PARAMETERS);
    expect(parseParameters(undefined)).toEqual(DEFAULT_PARAMETERS);
    expect(parseParameters({ size: 64, seed: undefined })).toEqual({
      ...DEFAULT_PARAMETERS,
      size: 64,
    });
  });

  it('takes every valid value through JSON unchanged', () => {
    fc.assert(
      fc.property(anyParameters, (parameters) => {
        const parsed = parseParameters(parameters);
        expect(parseParameters(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
        // JSON writes −0 as 0, as parsing makes it.
        expect(parsed).toEqual(JSON.parse(JSON.stringify(parameters)));
      }),
    );
  });

  it('copies layer weights, so that a later change of the input changes nothing', () => {
    const contentLayers = { conv4_2: 1 };
    const parsed = parseParameters({ contentLayers });
    contentLayers.conv4_2 = 5;
    expect(parsed.contentLayers).toEqual({ conv4_2: 1 });
    expect(parseParameters().styleLayers).not.toBe(DEFAULT_PARAMETERS.styleLayers);
  });

  it.each<[unknown, string]>([
    [{ strength: 1.5 }, 'strength must be a number from 0 to 1, but 1.5 came.'],
    [{ strength: '0.5' }, 'strength must be a number from 0 to 1, but "0.5" came.'],
    [{ strength: Number.NaN }, 'strength must be a number from 0 to 1, but NaN came.'],
    [{ size: 15 }, 'size must be a whole number from 16 to 4096, but 15 came.'],
    [{ size: 100.5 }, 'size must be a whole number from 16 to 4096, but 100.5 came.'],
    [{ size: null }, 'size must be a whole number from 16 to 4096, but null came.'],
    [{ iterations: 0 }, 'iterations must be a whole number from 1 to 10000, or null, but 0 came.'],
    [{ seed: 2 ** 32 }, 'seed must be a whole number from 0 to 4294967295, but 4294967296 came.'],
    [{ alpha: -1 }, 'alpha must be a number of at least 0, or null, but -1 came.'],
    [
      { beta: Number.POSITIVE_INFINITY },
      'beta must be a number of at least 0, or null, but Infinity came.',
    ],
    [{ totalVariation: true }, 'totalVariation must be a number of at least 0, but true came.'],
    [{ styleScale: 0 }, 'styleScale must be a number from 0.1 to 4, but 0 came.'],
    [{ quality: 'best' }, 'quality must be one of draft, standard, high, but "best" came.'],
    [{ optimizer: {} }, 'optimizer must be one of adam, lbfgs, but an object came.'],
    [{ pooling: ['max'] }, 'pooling must be one of max, average, but an array came.'],
    [{ pyramid: 'yes' }, 'pyramid must be true or false, but "yes" came.'],
    [{ pyramid: () => true }, 'pyramid must be true or false, but a function came.'],
    [
      { keepColours: 'x'.repeat(100) },
      `keepColours must be one of off, luminance, match, but "${'x'.repeat(40)}…" came.`,
    ],
    [
      { styleLayers: [1] },
      'styleLayers must be an object of layers and weights, but an array came.',
    ],
    [
      { styleLayers: { conv1_1: -2 } },
      'styleLayers.conv1_1 must be a number of at least 0, but -2 came.',
    ],
    [null, 'parameters must be an object, but null came.'],
    [[], 'parameters must be an object, but an array came.'],
    ['{}', 'parameters must be an object, but "{}" came.'],
  ])('refuses %j', (input, message) => {
    expect(() => parseParameters(input)).toThrow(refusal(message));
  });

  it('names an unknown parameter and the nearest known one', () => {
    expect(() => parseParameters({ optimzer: 'adam' })).toThrow(
      refusal('There is no parameter "optimzer"; did you mean optimizer?'),
    );
    expect(() => parseParameters({ learningRate: 1 })).toThrow(
      refusal(
        `There is no parameter "learningRate"; choose from ${Object.keys(DEFAULT_PARAMETERS).join(', ')}.`,
      ),
    );
  });

  it('refuses an unknown layer and lists the known ones', () => {
    expect(() => parseParameters({ contentLayers: { conv6_1: 1 } })).toThrow(
      refusal(
        `contentLayers names the layer "conv6_1", which the network does not have; choose from ${LAYER_NAMES.join(', ')}.`,
      ),
    );
  });

  it('finds names of Object.prototype as unknown as any other', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const input: unknown = JSON.parse(`{"${name}": {"size": 64}}`);
      expect(() => parseParameters(input)).toThrow(`There is no parameter "${name}"`);
      const layer: unknown = JSON.parse(`{"styleLayers": {"${name}": 1}}`);
      expect(() => parseParameters(layer)).toThrow(`styleLayers names the layer "${name}"`);
    }
    expect(parseParameters(Object.create({ size: 64 })).size).toBe(DEFAULT_PARAMETERS.size);
    expect(({} as Record<string, unknown>).size).toBeUndefined();
  });

  it('refuses weights that leave nothing to paint', () => {
    expect(() => parseParameters({ alpha: 0, beta: 0 })).toThrow(
      refusal(
        'alpha and beta are both 0, so nothing would be painted; make one of them larger than 0.',
      ),
    );
    expect(() => parseParameters({ contentLayers: {}, styleLayers: { conv1_1: 0 } })).toThrow(
      refusal(
        'contentLayers and styleLayers give no layer a weight above 0; give one to at least one layer.',
      ),
    );
    expect(() => parseParameters({ beta: 0, contentLayers: {} })).toThrow(
      refusal(
        'beta is 0 and contentLayers gives no layer a weight above 0, so nothing would be painted; raise one of them.',
      ),
    );
    expect(() => parseParameters({ alpha: 0, styleLayers: {} })).toThrow(
      refusal(
        'alpha is 0 and styleLayers gives no layer a weight above 0, so nothing would be painted; raise one of them.',
      ),
    );
    expect(parseParameters({ alpha: 0 }).alpha).toBe(0);
    expect(parseParameters({ contentLayers: {} }).contentLayers).toEqual({});
    expect(parseParameters({ styleLayers: {} }).styleLayers).toEqual({});
  });
});
