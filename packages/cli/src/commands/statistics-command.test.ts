import { describe, expect, it } from 'vitest';
import { scaleSides } from './statistics-command.js';

describe('scaleSides', () => {
  it('halves the pixels down to about 128 px', () => {
    expect(scaleSides(512)).toEqual([128, 181, 256, 362, 512]);
    expect(scaleSides(200)).toEqual([141, 200]);
    expect(scaleSides(100)).toEqual([100]);
  });
});
