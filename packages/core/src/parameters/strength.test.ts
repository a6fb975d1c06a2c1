import { describe, expect, it } from 'vitest';
import { lossWeights } from './strength.js';

describe('lossWeights', () => {
  it.each([
    // beta/alpha = 10^(4 · strength − 1)
    [0, 0.1],
    [0.25, 1],
    [0.5, 10],
    [0.75, 100],
    [1, 1000],
  ])('turns strength %d into beta/alpha = %d', (strength, ratio) => {
    const { alpha, beta } = lossWeights({ strength, alpha: null, beta: null });
    expect(beta).toBe(1);
    expect(beta / alpha / ratio).toBeCloseTo(1, 12);
  });

  it('lets an explicit weight win, also 0, and takes the other from the dial', () => {
    expect(lossWeights({ strength: 0.25, alpha: 7, beta: null })).toEqual({ alpha: 7, beta: 1 });
    expect(lossWeights({ strength: 0.25, alpha: 0, beta: null })).toEqual({ alpha: 0, beta: 1 });
    expect(lossWeights({ strength: 0.25, alpha: null, beta: 50 })).toEqual({ alpha: 1, beta: 50 });
    expect(lossWeights({ strength: 0.9, alpha: 2, beta: 3 })).toEqual({ alpha: 2, beta: 3 });
  });
});
