import { expect, it } from 'vitest';
import { grownMarks, type Marks, paddedMarks, strongerMarks } from './grown-marks.js';

const marks = (width: number, ...data: readonly number[]): Marks => ({
  width,
  height: data.length / width,
  data: Uint8Array.from(data),
});

it('grows marks by whole pixels, then ever fainter', () => {
  const grown = grownMarks(marks(7, 0, 0, 0, 255, 0, 0, 0), { whole: 1, fade: 2 });
  // At a distance of 2 there is half of it left: (1 + 2 - 2) / 2.
  expect([...grown.data]).toEqual([0, 128, 255, 255, 255, 128, 0]);
});

it('grows down and across as well', () => {
  const { data } = grownMarks(marks(3, 255, 0, 0, 0, 0, 0, 0, 0, 0), { whole: 1, fade: 1 });
  const across = Math.round(255 * (2 - Math.SQRT2));
  expect([...data]).toEqual([255, 255, 0, 255, across, 0, 0, 0, 0]);
});

it('lets faint marks reach less far', () => {
  const { data } = grownMarks(marks(4, 85, 0, 0, 0), { whole: 2, fade: 1 });
  expect([...data]).toEqual([255, 0, 0, 0]);
});

it('gives marks room on all sides', () => {
  expect(paddedMarks(marks(1, 7, 9), 1)).toEqual(marks(3, 0, 0, 0, 0, 7, 0, 0, 9, 0, 0, 0, 0));
});

it('makes marks stronger, to the strongest at most', () => {
  expect([...strongerMarks(marks(3, 0, 50, 200), 3).data]).toEqual([0, 150, 255]);
});
