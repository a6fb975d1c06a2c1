import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStyleTransferError, StyleTransferError } from '../base/errors.js';
import {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsTensor,
} from '../weights/formats/safetensors.js';
import type { StyleStatistics } from './style-statistics.js';
import { decodeStyleStatistics, encodeStyleStatistics } from './style-statistics-file.js';

const layer = (size: number, scale: number) => ({
  mean: Float32Array.from({ length: size }, (_, index) => scale * (index + 1)),
  covariance: Float32Array.from(
    { length: size * size },
    (_, at) => scale ** 2 / (1 + Math.abs((at % size) - Math.floor(at / size))),
  ),
});

const statistics: StyleStatistics = {
  network: 'tiny-7',
  pooling: 'average',
  scales: [
    {
      longSide: 128,
      layers: new Map([
        ['conv1_1', layer(4, 1)],
        ['conv2_1', layer(5, 1e3)],
      ]),
    },
    {
      longSide: 181,
      layers: new Map([
        ['conv1_1', layer(4, 1e-3)],
        ['conv5_1', layer(1, 0)],
      ]),
    },
  ],
};

const bytes = encodeStyleStatistics(statistics);

function refusalOf(file: Uint8Array): string {
  try {
    decodeStyleStatistics(file);
  } catch (error) {
    expect(error).toBeInstanceOf(StyleTransferError);
    expect((error as StyleTransferError).code).toBe('invalid-statistics');
    return (error as StyleTransferError).message;
  }
  throw new Error('the file was taken');
}

/** Whether a file is refused with a sentence; one that is not has whole numbers of channels, all finite. */
function isRefused(file: Uint8Array): boolean {
  try {
    for (const { layers } of decodeStyleStatistics(file).scales) {
      for (const { mean, covariance } of layers.values()) {
        expect(mean.length).toBeGreaterThan(0);
        expect(covariance.length).toBe(mean.length ** 2);
        expect([...mean, ...covariance].every(Number.isFinite)).toBe(true);
      }
    }
    return false;
  } catch (error) {
    if (!isStyleTransferError(error)) throw error;
    expect(error.code).toBe('invalid-statistics');
    expect(error.message).toMatch(/\.$/);
    return true;
  }
}

/** The file with its tensors or its description changed, as a well-formed safetensors file. */
function altered(change: {
  description?: (description: Record<string, unknown>) => unknown;
  tensors?: (tensors: Map<string, SafetensorsTensor>) => void;
}): Uint8Array {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const description = JSON.parse(metadata['pastiche-style']!) as Record<string, unknown>;
  change.tensors?.(tensors);
  const text = JSON.stringify(change.description?.(description) ?? description);
  return encodeSafetensors(tensors, { 'pastiche-style': text });
}

describe('a file of style statistics', () => {
  it('keeps that the picture was grey (case 19)', () => {
    const back = decodeStyleStatistics(encodeStyleStatistics({ ...statistics, grey: true }));
    expect(back.grey).toBe(true);
    expect(decodeStyleStatistics(bytes)).not.toHaveProperty('grey');
  });

  it('comes back within the rounding of half floats', () => {
    const back = decodeStyleStatistics(bytes);
    expect([back.network, back.pooling]).toEqual(['tiny-7', 'average']);
    expect(back.scales.map(({ longSide }) => longSide)).toEqual([128, 181]);
    statistics.scales.forEach(({ layers }, index) => {
      const read = back.scales[index]!.layers;
      expect(new Set(read.keys())).toEqual(new Set(layers.keys()));
      for (const [name, { mean, covariance }] of layers) {
        expect(read.get(name)!.mean).toBeAllClose(mean, 2 ** -11);
        expect(read.get(name)!.covariance).toBeAllClose(covariance, 2 ** -11);
      }
    });
  });

  it('is the same file again when what was read is written', () => {
    expect(encodeStyleStatistics(decodeStyleStatistics(bytes))).toEqual(bytes);
  });

  it('takes two bytes for each number of the mean and the upper triangle', () => {
    const of = (channels: number) => {
      const layers = new Map([['conv1_1' as const, layer(channels, 1)]]);
      return encodeStyleStatistics({ ...statistics, scales: [{ longSide: 128, layers }] }).length;
    };
    const numbers = (channels: number) => channels + (channels * (channels + 1)) / 2;
    const growth = of(96) - of(64);
    // Headers name the lengths, whose digits may differ, and are padded to 8 bytes.
    expect(Math.abs(growth - 2 * (numbers(96) - numbers(64)))).toBeLessThanOrEqual(16);
  });

  const again = 'take them anew from the style picture.';

  it('is refused cut short, with its length in the sentence', () => {
    expect(refusalOf(bytes.slice(0, bytes.length - 1))).toBe(
      `The style statistics file has ${bytes.length - 1} bytes, expected ${bytes.length}; it is cut short or damaged, fetch or write it again.`,
    );
    expect(refusalOf(new Uint8Array())).toMatch(
      /^The style statistics file has 0 bytes, expected at least 8;/,
    );
    for (let length = 0; length < bytes.length; length++) refusalOf(bytes.slice(0, length));
  });

  it('is refused when it is another safetensors file', () => {
    const other = encodeSafetensors(
      new Map([['x', { dtype: 'F32', shape: [1], values: Float32Array.of(1) }]]),
    );
    expect(refusalOf(other)).toBe(
      `Style statistics should say that they are ones, but this is another safetensors file; ${again}`,
    );
  });

  it.each([
    [
      'a newer version',
      { version: 2 },
      'have version 1, but version 2 came; update Pastiche to read them',
    ],
    [
      'no network',
      { network: undefined },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'another pooling',
      { pooling: 'sum' },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'no sizes',
      { longSides: [] },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'a size of 0',
      { longSides: [0, 1] },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'sizes out of order',
      { longSides: [181, 128] },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'more sizes than any painting has',
      { longSides: Array.from({ length: 33 }, (_, index) => index + 1) },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'an older version',
      { version: 0 },
      'name their network, pooling and sizes, but this file does not',
    ],
    [
      'a size too many',
      { longSides: [128, 181, 256] },
      'hold feature maps at 256 px, but none came',
    ],
  ])('is refused with %s', (_, change, expectation) => {
    const file = altered({ description: (description) => ({ ...description, ...change }) });
    const end = expectation.endsWith('update Pastiche to read them') ? '.' : `; ${again}`;
    expect(refusalOf(file)).toBe(`Style statistics should ${expectation}${end}`);
  });

  it.each(['null', '7', '"x"', '[]', '{'])('is refused with the description %s', (text) => {
    const file = encodeSafetensors(new Map(), { 'pastiche-style': text });
    expect(refusalOf(file)).toContain('name their network, pooling and sizes');
  });

  it.each([
    [
      'without the covariance of a layer',
      (tensors: Map<string, SafetensorsTensor>) => tensors.delete('0/conv2_1/covariance'),
      'hold 0/conv2_1/covariance, but it is missing',
    ],
    [
      'without the size of its numbers',
      (tensors: Map<string, SafetensorsTensor>) => tensors.delete('0/conv2_1/mean/largest'),
      'hold 0/conv2_1/mean, but it is missing',
    ],
    [
      'with too few covariances',
      (tensors: Map<string, SafetensorsTensor>) =>
        tensors.set('0/conv2_1/covariance', {
          dtype: 'F16',
          shape: [3],
          values: new Float32Array(3),
        }),
      'hold 15 covariances for the 5 channels of 0/conv2_1, but 3 came',
    ],
    [
      'with what is not a number',
      (tensors: Map<string, SafetensorsTensor>) =>
        tensors.set('1/conv1_1/mean/largest', {
          dtype: 'F32',
          shape: [1],
          values: Float32Array.of(Number.NaN),
        }),
      'hold numbers, but 1/conv1_1/mean has others',
    ],
  ])('is refused %s', (_, tensors, expectation) => {
    expect(refusalOf(altered({ tensors }))).toBe(
      `Style statistics should ${expectation}; ${again}`,
    );
  });

  it('parses or is refused by a sentence, whatever tensors are missing, exchanged or odd', () => {
    const names = [...decodeSafetensors(bytes).tensors.keys()];
    const known = fc.constantFrom(...names);
    const any = fc.oneof(
      known,
      fc.constantFrom('00/conv1_1/mean', '0/__proto__/mean', '9/conv1_1/mean'),
    );
    const odd = fc.constantFrom(Number.NaN, Infinity, -Infinity, 65_504, -1, 0, 1e38, 1e-45, 1e16);
    const one = (values: number[]): SafetensorsTensor => ({
      dtype: 'F32',
      shape: [values.length],
      values: Float32Array.from(values),
    });
    const change = fc.oneof(
      any.map((name) => (tensors: Map<string, SafetensorsTensor>) => void tensors.delete(name)),
      fc.tuple(known, known).map(([from, to]) => (tensors: Map<string, SafetensorsTensor>) => {
        const [first, second] = [tensors.get(from), tensors.get(to)];
        if (first && second) tensors.set(from, second).set(to, first);
      }),
      fc
        .tuple(any, fc.array(odd, { maxLength: 15 }))
        .map(([name, values]) => (tensors: Map<string, SafetensorsTensor>) => {
          tensors.set(name, one(values));
        }),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const alter = (tensors: Map<string, SafetensorsTensor>) => {
          for (const act of changes) act(tensors);
        };
        refused += isRefused(altered({ tensors: alter })) ? 1 : 0;
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('is refused when its numbers would overflow in a painting', () => {
    const values = Float32Array.of(1e16);
    const tensors = (all: Map<string, SafetensorsTensor>) => {
      all.set('0/conv2_1/covariance/largest', { dtype: 'F32', shape: [1], values });
    };
    expect(refusalOf(altered({ tensors }))).toContain('hold numbers, but 0/conv2_1/covariance has');
  });

  it('parses or is refused by a sentence, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    let refused = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const file = bytes.slice();
        for (const [at, value] of changes) file[at] = value;
        refused += isRefused(file) ? 1 : 0;
      }),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(200);
  });
});
