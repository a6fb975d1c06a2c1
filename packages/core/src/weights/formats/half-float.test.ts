import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bfloat16ToFloat, floatToBfloat16, floatToHalf, halfToFloat } from './half-float.js';

test.each([
  [0x0000, 0],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125], // (1 + 341/1024) / 4
  [0x3c00, 1],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
])('half %i is %d', (half, value) => {
  expect(halfToFloat(half)).toBe(value);
  expect(floatToHalf(value)).toBe(half);
});

test('every half that is a number comes back from its value', () => {
  const halves = Array.from({ length: 0x10000 }, (_, half) => half);
  const numbers = halves.filter((half) => !Number.isNaN(halfToFloat(half)));
  expect(numbers.length).toBe(0x10000 - 2 * 1023); // all but the NaNs of both signs
  expect(numbers.filter((half) => floatToHalf(halfToFloat(half)) !== half)).toEqual([]);
  expect(floatToHalf(Number.NaN)).toBe(0x7e00);
});

test('halves round to nearest, ties to even', () => {
  const step = 2 ** -10; // of halves between 1 and 2
  expect(floatToHalf(1 + step / 2)).toBe(0x3c00); // tie: 1 is even
  expect(floatToHalf(1 + step / 2 + 2 ** -23)).toBe(0x3c01);
  expect(floatToHalf(1 + 1.5 * step)).toBe(0x3c02); // tie: 1 + 2 steps is even
  expect(floatToHalf(2 ** -25)).toBe(0); // tie between 0 and the smallest
  expect(floatToHalf(1.5 * 2 ** -24)).toBe(2); // tie between 1 and 2
  expect(floatToHalf(65519)).toBe(0x7bff);
  expect(floatToHalf(65520)).toBe(0x7c00); // half way to 65536
});

test('the rounded half is never further away than its neighbours', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: -65000, max: 65000 }), (value) => {
      const half = floatToHalf(value);
      const error = Math.abs(halfToFloat(half) - value);
      const magnitude = half & 0x7fff;
      for (const other of [magnitude - 1, magnitude + 1]) {
        if (other < 0 || other > 0x7bff) continue;
        expect(error).toBeLessThanOrEqual(Math.abs(halfToFloat((half & 0x8000) | other) - value));
      }
    }),
  );
});

test('bfloat16 is the upper half of a float32, rounded to nearest even', () => {
  expect(bfloat16ToFloat(0x3f80)).toBe(1);
  expect(bfloat16ToFloat(0xc049)).toBe(-3.140625);
  expect(floatToBfloat16(-Math.PI)).toBe(0xc049);
  expect(floatToBfloat16(1 + 2 ** -8)).toBe(0x3f80); // tie, 1 is even
  expect(floatToBfloat16(1 + 3 * 2 ** -8)).toBe(0x3f82); // tie, upwards
  expect(floatToBfloat16(1 + 2 ** -8 + 2 ** -20)).toBe(0x3f81);
  expect(Number.isNaN(bfloat16ToFloat(floatToBfloat16(Number.NaN)))).toBe(true);
});
