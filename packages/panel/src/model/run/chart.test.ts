import { expect, test } from 'vitest';
import { chartPoints, EMPTY_CHART, extendChart, MOST_CHART_POINTS } from './chart.js';

const point = (iteration: number) => ({ iteration, content: 1, style: 2, total: 3 });

function chartOf(count: number) {
  let series = EMPTY_CHART;
  for (let iteration = 1; iteration <= count; iteration++) {
    series = extendChart(series, point(iteration));
  }
  return chartPoints(series).map(({ iteration }) => iteration);
}

test('a short run keeps every point', () => {
  expect(chartOf(5)).toEqual([1, 2, 3, 4, 5]);
});

test('a long run keeps evenly spaced points, the first and the newest', () => {
  // 1000 points: strides 1, 2 (at 240), 4 (at 479), 8 (at 957); 1, 9, 17, … 993, and the newest.
  const kept = chartOf(1000);
  expect(kept[0]).toBe(1);
  expect(kept.at(-1)).toBe(1000);
  const gaps = new Set(kept.slice(1, -1).map((iteration, index) => iteration - kept[index]));
  expect([...gaps]).toEqual([8]);
});

test('whatever the length, there are at most 240 points, in order, and the newest is the last', () => {
  let series = EMPTY_CHART;
  for (let iteration = 1; iteration <= 3000; iteration++) {
    series = extendChart(series, point(iteration));
    const points = chartPoints(series);
    if (points.length > MOST_CHART_POINTS) throw new Error(`${points.length} at ${iteration}`);
    expect(points.at(-1)?.iteration).toBe(iteration);
    expect(points[0].iteration).toBe(1);
  }
  const order = chartPoints(series).map(({ iteration }) => iteration);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
});

test('a point that is not finite is left out', () => {
  expect(extendChart(EMPTY_CHART, { ...point(1), style: Number.NaN })).toBe(EMPTY_CHART);
});
