import { describe, expect, it } from 'vitest';
import type { EngineFacts } from '../../engine/engine.js';
import { fittingLongSide, originalLongSide, sizeAt } from './picture-sizes.js';

const FACTS: EngineFacts = {
  place: 'worker',
  backend: 'webgl',
  reason: '',
  largestSide: { 'vgg19-lite': 2048, vgg19: 1024 },
};

describe('fittingLongSide', () => {
  it.each([
    ['vgg19-lite', true, 2048],
    ['vgg19', false, 1024],
    ['auto', true, 1024],
    ['auto', false, 2048],
  ] as const)(
    'asks the network that paints at last: %s, VGG19 here: %s',
    (network, vgg19Here, side) => {
      expect(fittingLongSide(FACTS, { network, vgg19Here, styles: [] }, null)).toBe(side);
    },
  );

  it('knows that VGG19 cannot paint a style that was kept for the built-in network alone', () => {
    const styles = [{ statistics: [{ network: 'vgg19-lite' }] }];
    expect(fittingLongSide(FACTS, { network: 'auto', vgg19Here: true, styles }, null)).toBe(2048);
  });

  it('lets a long picture be longer than a square', () => {
    // 1024 · √4 = 2048.
    const painters = { network: 'vgg19', vgg19Here: true, styles: [] } as const;
    expect(fittingLongSide(FACTS, painters, { width: 400, height: 100 })).toBe(2048);
    expect(fittingLongSide(FACTS, painters, { width: 100, height: 400 })).toBe(2048);
  });
});

it('the picture’s own size is its long side, as far as that fits, and no less than there may be', () => {
  expect(originalLongSide({ width: 1200, height: 1600 }, 2048)).toBe(1600);
  expect(originalLongSide({ width: 1600, height: 1200 }, 1024)).toBe(1024);
  expect(originalLongSide({ width: 5000, height: 300 }, 8000)).toBe(4096);
  expect(originalLongSide({ width: 9, height: 5 }, 2048)).toBe(16);
});

it('scales both sides', () => {
  expect(sizeAt({ width: 1600, height: 1120 }, 512)).toEqual({ width: 512, height: 358 });
  expect(sizeAt({ width: 1, height: 4000 }, 512)).toEqual({ width: 1, height: 512 });
});
