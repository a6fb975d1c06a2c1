import { DEFAULT_PARAMETERS, parseParameters } from '@pastiche/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { variationsAround } from './variations-around.js';

test('six ways on from the defaults', () => {
  expect(variationsAround(DEFAULT_PARAMETERS)).toEqual([
    { label: 'Strength 30 %', change: { strength: 0.3 } },
    { label: 'Strength 70 %', change: { strength: 0.7 } },
    { label: 'Brush size 50 %', change: { styleScale: 0.5 } },
    { label: 'Brush size 200 %', change: { styleScale: 2 } },
    { label: 'The picture’s colours', change: { keepColours: 'luminance' } },
    { label: 'From noise, seed 1', change: { initialImage: 'noise', seed: 1 } },
  ]);
});

test('at the end of a dial both lie on the other side', () => {
  const labels = variationsAround({ ...DEFAULT_PARAMETERS, strength: 1, styleScale: 0.1 })
    .slice(0, 4)
    .map(({ label }) => label);
  expect(labels).toEqual(['Strength 60 %', 'Strength 80 %', 'Brush size 20 %', 'Brush size 40 %']);
});

test('weights that were given step back for the dial', () => {
  const [first] = variationsAround({ ...DEFAULT_PARAMETERS, alpha: 2 });
  expect(first.change).toEqual({ strength: 0.3, alpha: null, beta: null });
});

test('kept colours are let go', () => {
  const fifth = variationsAround({ ...DEFAULT_PARAMETERS, keepColours: 'match' })[4];
  expect(fifth).toEqual({ label: 'Colours from the style', change: { keepColours: 'off' } });
});

test('wherever the dials stand, all six can be painted and differ', () => {
  const dials = fc.record({
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    styleScale: fc.double({ min: 0.1, max: 4, noNaN: true }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  fc.assert(
    fc.property(dials, (given) => {
      const parameters = { ...DEFAULT_PARAMETERS, ...given };
      const painted = variationsAround(parameters).map(({ change }) =>
        JSON.stringify(parseParameters({ ...parameters, ...change })),
      );
      expect(new Set([...painted, JSON.stringify(parameters)]).size).toBe(7);
    }),
  );
});
