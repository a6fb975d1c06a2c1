import { describe, expect, it } from 'vitest';
import type { EngineFacts } from '../engine/engine.js';
import { fittingLongSide, sizeAt } from './fitting-long-side.js';

const FACTS: EngineFacts = {
  place: 'worker',
  backend: 'webgl',
  reason: '',
  largestSide: { 'vgg19-lite': 2048, vgg19: 1024 },
};

describe('fittingLongSide', () => {
  it('asks the network that paints, and for "automatic" the hungrier one', () => {
    expect(fittingLongSide(FACTS, 'vgg19-lite', null)).toBe(2048);
    expect(fittingLongSide(FACTS, 'vgg19', null)).toBe(1024);
    expect(fittingLongSide(FACTS, 'auto', null)).toBe(1024);
  });

  it('lets a long picture be longer than a square', () => {
    // 1024 · √4 = 2048.
    expect(fittingLongSide(FACTS, 'vgg19', { width: 400, height: 100 })).toBe(2048);
    expect(fittingLongSide(FACTS, 'vgg19', { width: 100, height: 400 })).toBe(2048);
  });
});

it('scales both sides', () => {
  expect(sizeAt({ width: 1600, height: 1120 }, 512)).toEqual({ width: 512, height: 358 });
  expect(sizeAt({ width: 1, height: 4000 }, 512)).toEqual({ width: 1, height: 512 });
});
