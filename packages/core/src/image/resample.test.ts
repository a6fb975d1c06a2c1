import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResampleKernel, resample, resampleAlpha, resampleImage } from './resample.js';

const kernels: ResampleKernel[] = ['cubic', 'triangle'];
const row = (values: number[], width: number, kernel: ResampleKernel) => [
  ...resample(
    Float32Array.from(values),
    { width: values.length, height: 1 },
    { width, height: 1 },
    1,
    kernel,
  ),
];
const size = fc.record({
  width: fc.integer({ min: 1, max: 24 }),
  height: fc.integer({ min: 1, max: 24 }),
});
const kernelOf = fc.constantFrom(...kernels);

/** Deterministic values in 0..1 that follow no line. */
const values = (length: number) =>
  Float32Array.from({ length }, (_, index) => ((index * 7919) % 101) / 100);

function expectClose(actual: ArrayLike<number>, expected: number[], tolerance = 1e-6) {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs(actual[index]! - value)).toBeLessThan(tolerance);
  });
}

describe('resample', () => {
  it('enlarges by a triangle: 2 → 4', () => {
    // Centres at 0.25, 0.75, 1.25, 1.75 against inputs at 0.5 and 1.5.
    // 0.25: weight 0.75 for the first only, renormalized to 1. 0.75: 0.75 and 0.25.
    expectClose(row([0, 1], 4, 'triangle'), [0, 0.25, 0.75, 1]);
  });

  it('shrinks by a widened triangle: 4 → 2', () => {
    // Ratio 2: centre 1, inputs at 0.5, 1.5, 2.5 lie 0.25, 0.25, 0.75 kernel units off:
    // weights 0.75, 0.75, 0.25, sum 1.75. (0·0.75 + 1·0.75 + 2·0.25)/1.75 = 1.25/1.75 = 5/7
    expectClose(row([0, 1, 2, 3], 2, 'triangle'), [5 / 7, 3 - 5 / 7]);
  });

  it('enlarges by the cubic: 4 → 8', () => {
    // Third output: centre 1.25; inputs at 0.5, 1.5, 2.5 at distances 0.75, 0.25, 1.25 (3.5 is 2.25 off).
    // k(0.75) = 1.5·0.421875 − 2.5·0.5625 + 1 = 0.2265625
    // k(0.25) = 1.5·0.015625 − 2.5·0.0625 + 1 = 0.8671875
    // k(1.25) = −0.5·1.953125 + 2.5·1.5625 − 4·1.25 + 2 = −0.0703125; sum 1.0234375
    const sum = 0.2265625 + 0.8671875 - 0.0703125;
    const result = row([1, 0, 0, 0], 8, 'cubic');
    expect(result[2]).toBeCloseTo(0.2265625 / sum, 6);
    // Fourth output: centre 1.75; inputs at 0.5, 1.5, 2.5, 3.5 at 1.25, 0.25, 0.75, 1.75:
    // k(1.75) = −0.5·5.359375 + 2.5·3.0625 − 4·1.75 + 2 = −0.0234375; the four sum to exactly 1.
    expect(result[3]).toBeCloseTo(-0.0703125, 6);
  });

  it('treats both axes alike and keeps channels apart', () => {
    const from = { width: 5, height: 3 };
    const to = { width: 2, height: 7 };
    const data = values(5 * 3 * 2);
    const both = resample(data, from, to, 2, 'cubic');
    const pick = (array: Float32Array, channel: number) =>
      array.filter((_, index) => index % 2 === channel);
    for (const channel of [0, 1]) {
      const alone = resample(pick(data, channel), from, to, 1, 'cubic');
      expectClose(pick(both, channel), [...alone]);
    }
    const transposed = (array: Float32Array, { width, height }: typeof from) =>
      Float32Array.from({ length: array.length }, (_, at) => {
        const [x, y] = [Math.floor(at / height), at % height];
        return array[y * width + x]!;
      });
    const plain = pick(data, 0);
    const turned = resample(
      transposed(plain, from),
      { width: 3, height: 5 },
      { width: 7, height: 2 },
      1,
      'cubic',
    );
    expectClose(turned, [...transposed(pick(both, 0), to)]);
  });

  it('keeps a constant constant', () => {
    fc.assert(
      fc.property(
        size,
        size,
        kernelOf,
        fc.float({ min: 0, max: 1, noNaN: true }),
        (from, to, kernel, value) => {
          const data = new Float32Array(from.width * from.height * 3).fill(value);
          const result = resample(data, from, to, 3, kernel);
          expectClose(result, Array(to.width * to.height * 3).fill(value));
        },
      ),
    );
  });

  it('is the exact identity when the size stays, and touches no axis that stays', () => {
    const data = values(4 * 3 * 3);
    const from = { width: 4, height: 3 };
    for (const kernel of kernels) {
      expect(resample(data, from, { width: 4, height: 3 }, 3, kernel)).toBe(data);
    }
    // Rows that do not change among themselves stay so to the bit when only the width changes.
    const twice = Float32Array.from([...data.subarray(0, 12), ...data.subarray(0, 12)]);
    const wider = resample(twice, { width: 4, height: 2 }, { width: 9, height: 2 }, 3, 'cubic');
    expect([...wider.subarray(0, 27)]).toEqual([...wider.subarray(27)]);
  });

  it('never leaves the range of its input with the triangle, so second moments stay ≥ 0', () => {
    fc.assert(
      fc.property(size, size, (from, to) => {
        const data = values(from.width * from.height);
        const result = resample(data, from, to, 1, 'triangle');
        expect(Math.min(...result)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...result)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('shrinks a one-pixel checker to grey instead of aliasing it', () => {
    // Every result mixes some 16 × 16 px, half of them 0 and half 1; without the widened kernel it
    // would be one pixel's value.
    const checker = Float32Array.from(
      { length: 256 },
      (_, at) => ((at % 16) + Math.floor(at / 16)) % 2,
    );
    const grey = resample(
      checker,
      { width: 16, height: 16 },
      { width: 2, height: 2 },
      1,
      'triangle',
    );
    expectClose(grey, [0.5, 0.5, 0.5, 0.5], 1e-2);
  });

  it('refuses data of another size', () => {
    expect(() =>
      resample(new Float32Array(5), { width: 2, height: 1 }, { width: 1, height: 1 }, 3, 'cubic'),
    ).toThrow(
      'An array of 2 × 1 px and 3 channels holds 6 values, but 5 came; pass the size that belongs to the data.',
    );
  });
});

describe('resampleImage', () => {
  it('clamps what the cubic overshoots', () => {
    const data = new Float32Array(4 * 3);
    data.fill(1, 6);
    const image = { width: 4, height: 1, data };
    const raw = resample(data, image, { width: 8, height: 1 }, 3, 'cubic');
    expect(Math.min(...raw)).toBeLessThan(0);
    expect(Math.max(...raw)).toBeGreaterThan(1);
    const clamped = resampleImage(image, { width: 8, height: 1 });
    expect([clamped.width, clamped.height]).toEqual([8, 1]);
    expect([...clamped.data]).toEqual([...raw].map((value) => Math.min(1, Math.max(0, value))));
    expect(resampleImage(image, { width: 4, height: 1 })).toBe(image);
  });
});

describe('resampleAlpha', () => {
  it('gives rounded bytes: 2 → 4', () => {
    // As the triangle above: 0, 255/4 = 63.75, 191.25, 255
    const alpha = resampleAlpha(
      Uint8Array.of(0, 255),
      { width: 2, height: 1 },
      { width: 4, height: 1 },
    );
    expect(alpha).toEqual(Uint8Array.of(0, 64, 191, 255));
  });

  it('keeps an opaque picture opaque', () => {
    const alpha = resampleAlpha(
      new Uint8Array(35).fill(255),
      { width: 7, height: 5 },
      { width: 3, height: 11 },
    );
    expect(alpha).toEqual(new Uint8Array(33).fill(255));
  });
});
