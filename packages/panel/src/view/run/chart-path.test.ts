import { describe, expect, it } from 'vitest';
import { chartPaths, trend } from './chart-path.js';

const point = (iteration: number, style: number, content: number) => ({
  iteration,
  style,
  content,
  total: style + content,
});

describe('chartPaths', () => {
  it('draws each loss on a logarithmic scale of its own', () => {
    const points = [point(0, 100, 1), point(1, 10, 1), point(2, 1, 1)];
    // log10: 2, 1, 0 → top, middle, bottom of 20; a constant runs along the middle.
    expect(chartPaths(points, 40, 20)).toEqual({
      style: 'M0 0L20 10L40 20',
      content: 'M0 10L20 10L40 10',
    });
  });

  it('survives no points, one point and a loss of zero', () => {
    expect(chartPaths([], 40, 20)).toEqual({ style: '', content: '' });
    expect(chartPaths([point(0, 5, 5)], 40, 20).style).toBe('M0 10');
    expect(chartPaths([point(0, 1, 1), point(1, 0, 1)], 40, 20).style).toBe('M0 0L40 20');
  });
});

describe('trend', () => {
  it.each([
    [[10, 5], 'falling'],
    [[5, 10], 'rising'],
    [[5, 5.01], 'steady'],
    // 16 values: against the one two back, so that a single jitter does not count.
    [[9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 4, 3.9, 4], 'steady'],
    [[], 'steady'],
  ] as const)('says of %j: %s', (values, word) => {
    expect(trend([...values])).toBe(word);
  });
});
