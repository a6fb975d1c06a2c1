import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { priceOf, withSpeeds } from './price.js';

const FACTS = {
  backend: 'wasm',
  needs: {
    'vgg19-lite': { fixed: 10e6, perPixel: 450 },
    vgg19: { fixed: 250e6, perPixel: 1550 },
  },
} as const;
const LITE = { backend: 'wasm', network: 'vgg19-lite', nsPerPixel: 1000, pixels: 40_000 } as const;
const VGG19 = { backend: 'wasm', network: 'vgg19', nsPerPixel: 5000, pixels: 40_000 } as const;

/** 100 iterations of 400 × 300 px: 12 million pixels. */
const PAINTING = {
  picture: { width: 1600, height: 1200 },
  parameters: { ...DEFAULT_PARAMETERS, size: 400, iterations: 100, pyramid: false },
  network: 'vgg19-lite',
  vgg19Here: true,
  styles: [{}],
} as const;

describe('what a painting takes', () => {
  it('is its pixels times iterations by the speed, and the memory of its size', () => {
    // 10 MB + 450 · 120 000
    expect(priceOf(PAINTING, FACTS, [LITE])).toEqual({ seconds: 12, bytes: 64e6 });
    expect(priceOf({ ...PAINTING, network: 'vgg19' }, FACTS, [LITE, VGG19])).toEqual({
      seconds: 60,
      bytes: 436e6,
    });
  });

  it('is shared by two networks: the better one makes the last sixty of a hundred iterations', () => {
    // 40 · 0.12 + 60 · 0.6
    expect(priceOf({ ...PAINTING, network: 'auto' }, FACTS, [LITE, VGG19]).seconds).toBeCloseTo(
      40.8,
    );
    const kept = [{ statistics: [{ network: 'vgg19' }] }];
    const alone = { ...PAINTING, network: 'auto', styles: kept } as const;
    expect(priceOf(alone, FACTS, [VGG19]).seconds).toBe(60);
  });

  it('counts the scales of the pyramid, and of a larger painting those that are larger', () => {
    const parameters = { ...PAINTING.parameters, pyramid: true };
    const all = priceOf({ ...PAINTING, parameters }, FACTS, [LITE]).seconds ?? 0;
    const smaller = { width: 283, height: 212 };
    const rest = priceOf({ ...PAINTING, parameters, smaller }, FACTS, [LITE]).seconds ?? 0;
    // Long sides 141, 200, 283 and 400 with 38, 27, 21 and 14 iterations, or so.
    expect(all).toBeGreaterThan(3);
    expect(all).toBeLessThan(5);
    expect(rest).toBeLessThan(0.5 * all);
    expect(rest).toBeGreaterThan(0.3 * all);
  });

  it('is unknown before a network has painted here, and the memory of L-BFGS, too', () => {
    expect(priceOf(PAINTING, FACTS, []).seconds).toBeNull();
    expect(priceOf(PAINTING, FACTS, [{ ...LITE, backend: 'webgl' }]).seconds).toBeNull();
    const parameters = { ...PAINTING.parameters, optimizer: 'lbfgs' } as const;
    expect(priceOf({ ...PAINTING, parameters }, FACTS, [LITE])).toEqual({
      seconds: 12,
      bytes: null,
    });
    expect(priceOf(PAINTING, { backend: 'wasm' }, [LITE]).bytes).toBeNull();
  });
});

it('a speed takes the place of one that was measured at most at twice its pixels', () => {
  const small = { ...LITE, nsPerPixel: 3000, pixels: 19_999 };
  const enough = { ...small, pixels: 20_000 };
  expect(withSpeeds([LITE, VGG19], [small])).toEqual([LITE, VGG19]);
  expect(withSpeeds([LITE, VGG19], [enough])).toEqual([VGG19, enough]);
  expect(withSpeeds([], [LITE])).toEqual([LITE]);
  expect(withSpeeds([LITE])).toEqual([LITE]);
});
