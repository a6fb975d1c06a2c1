import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.js';

describe('nearestName', () => {
  const known = ['optimizer', 'seed', 'size', 'styleScale', 'strength'];

  it.each([
    ['optimzer', 'optimizer'],
    ['sizes', 'size'],
    ['StyleScale', 'styleScale'],
    ['stylescal', 'styleScale'],
    ['strenght', 'strength'],
  ])('takes %s for %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  it.each(['', 'learningRate', 'constructor', 'x'.repeat(1e6)])(
    'takes %.20s for nothing',
    (name) => {
      expect(nearestName(name, known)).toBeNull();
    },
  );
});
