import { describe, expect, it } from 'vitest';
import { affordableJobs, availableMemory } from './job-memory.js';

describe('affordableJobs', () => {
  // 512 px: 375e6 + 1850 · 512² = 0.86 GB each with VGG19, 175e6 + 700 · 512² = 0.36 GB without.
  it.each([
    [8, 'vgg19', 16e9, 8],
    [8, 'vgg19', 4e9, 4],
    [8, 'vgg19-lite+vgg19', 4e9, 4],
    [8, 'vgg19-lite', 4e9, 8],
    [8, 'vgg19-lite', 2e9, 5],
    [8, 'vgg19', 1.5e9, 1],
    [8, 'vgg19-lite', 1e8, 1],
    [1, 'vgg19', 16e9, 1],
  ] as const)('of %d jobs with %s at 512 px, %d bytes allow %d', (...row) => {
    const [jobs, network, available, allowed] = row;
    expect(affordableJobs(jobs, 512, network, available)).toBe(allowed);
  });
});

describe('availableMemory', () => {
  it('is a number of bytes', () => {
    expect(availableMemory()).toBeGreaterThan(1e6);
  });
});
