import { expect, test } from 'vitest';
import { mirrored } from './mirrored.js';

test('the left half, and the same from its other side', () => {
  const grey = (...values: number[]) =>
    Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255]));
  const picture = { width: 5, height: 2, data: grey(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) };
  expect(mirrored(picture)).toEqual({
    width: 4,
    height: 2,
    data: grey(1, 2, 2, 1, 6, 7, 7, 6),
  });
});
