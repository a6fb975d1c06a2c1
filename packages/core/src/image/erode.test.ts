import { mulberry32 } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import { erode } from './erode.js';

const SIZES = [
  [7, 5, 1],
  [1, 9, 2],
  [6, 1, 3],
  [9, 8, 2],
  [4, 4, 9],
] as const;

it.each(SIZES)(
  'has the least of each neighbourhood: %d × %d px, %d around',
  (width, height, reach) => {
    const random = mulberry32(width + reach);
    const data = Float32Array.from({ length: width * height }, () => random());
    const around = (centre: number) =>
      data.filter((_, at) => {
        const [x, y] = [
          (at % width) - (centre % width),
          Math.floor(at / width) - Math.floor(centre / width),
        ];
        return Math.max(Math.abs(x), Math.abs(y)) <= reach;
      });
    const expected = data.map((_, at) => Math.min(...around(at)));
    expect(erode({ width, height, data }, reach).data).toEqual(expected);
  },
);

it('leaves a coverage as it is where nothing is to go', () => {
  const coverage = { width: 2, height: 1, data: Float32Array.of(0, 1) };
  expect(erode(coverage, 0)).toBe(coverage);
});
