import { expect, it } from 'vitest';
import { processorCount } from './processor-count.js';
import { threadsPerJob } from './threads-per-job.js';

it.each([
  [8, 2, 4],
  [8, 3, 2],
  [2, 4, 1],
  [5, 1, 5],
])('divides %i threads among %i jobs: %i each', (wanted, jobs, each) => {
  expect(threadsPerJob(wanted, jobs)).toBe(each);
});

it('divides the cores where no number is given', () => {
  expect(threadsPerJob(null, 1)).toBe(processorCount());
  expect(threadsPerJob(null, processorCount())).toBe(1);
});
