import { describe, expect, it } from 'vitest';
import { indexAfterKey } from './grid-keys.js';

describe('indexAfterKey', () => {
  // Ten items in rows of four: 0 1 2 3 / 4 5 6 7 / 8 9
  it.each([
    [0, 'ArrowRight', 1],
    [3, 'ArrowRight', 4],
    [9, 'ArrowRight', null],
    [0, 'ArrowLeft', null],
    [5, 'ArrowUp', 1],
    [1, 'ArrowUp', null],
    [5, 'ArrowDown', 9],
    // Nothing stands below 6, so it is the last one.
    [6, 'ArrowDown', 9],
    [8, 'ArrowDown', null],
    [5, 'Home', 0],
    [5, 'End', 9],
    [9, 'End', null],
    [5, 'x', null],
  ])('leads from %d by %s to %s', (index, key, next) => {
    expect(indexAfterKey(index, 10, 4, key)).toBe(next);
  });

  it('leads into a list that has no focus yet', () => {
    expect(indexAfterKey(-1, 3, 1, 'ArrowDown')).toBe(0);
  });
});
