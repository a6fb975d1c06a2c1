import { describe, expect, it } from 'vitest';
import { affordableJobs, availableMemory } from './job-memory.js';

describe('affordableJobs', () => {
  // 512 px: 560e6 + 3700 · 512² = 1.53 GB each.
  it.each([
    [8, 16e9, 8],
    [8, 4e9, 2],
    [8, 3e9, 1],
    [8, 1e8, 1],
    [1, 16e9, 1],
  ])('of %d jobs at 512 px, %d bytes allow %d', (jobs, available, allowed) => {
    expect(affordableJobs(jobs, 512, available)).toBe(allowed);
  });
});

describe('availableMemory', () => {
  it('is a number of bytes', () => {
    expect(availableMemory()).toBeGreaterThan(1e6);
  });
});
