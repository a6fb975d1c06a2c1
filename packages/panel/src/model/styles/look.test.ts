import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { expect, test } from 'vitest';
import { lookOf, lookOver, withLook } from './look.js';

const MINE = {
  ...DEFAULT_PARAMETERS,
  size: 1024,
  quality: 'high',
  iterations: 700,
  seed: 9,
  strength: 0.9,
} as const;

test('a look over the defaults, with size, quality, iterations and seed as they are', () => {
  expect(withLook(MINE, { styleScale: 0.5, size: 64, seed: 1, quality: 'draft' })).toEqual({
    ...DEFAULT_PARAMETERS,
    styleScale: 0.5,
    size: 1024,
    quality: 'high',
    iterations: 700,
    seed: 9,
  });
});

test('what a look does not give, or gives as undefined, stays', () => {
  expect(lookOver(MINE, { strength: undefined, beta: 2 })).toEqual({ ...MINE, beta: 2 });
});

test('no look begins from a picture that nobody has', () => {
  expect(lookOver(MINE, { initialImage: 'picture' }).initialImage).toBe('content');
});

test('a preset keeps the look and nothing that is the person’s', () => {
  const look = lookOf(MINE);
  expect(look.strength).toBe(0.9);
  for (const name of ['size', 'quality', 'iterations', 'seed'])
    expect(look).not.toHaveProperty(name);
});
