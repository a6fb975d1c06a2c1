import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createThinning } from './frame-thinning.js';

function thinned(limit: number, count: number): readonly number[] {
  const thinning = createThinning<number>(limit);
  for (let index = 0; index < count; index++) {
    if (thinning.wants(index)) thinning.keep(index, index);
  }
  return thinning.kept;
}

it('keeps all while there is room, then every second, then every fourth', () => {
  expect(thinned(4, 4)).toEqual([0, 1, 2, 3]);
  expect(thinned(4, 5)).toEqual([0, 2, 4]);
  expect(thinned(4, 8)).toEqual([0, 2, 4, 6]);
  expect(thinned(4, 9)).toEqual([0, 4, 8]);
  expect(thinned(4, 17)).toEqual([0, 8, 16]);
});

it('keeps at most the limit, more than half of it, at even distances from the first on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 0, max: 3000 }),
      (half, count) => {
        const limit = 2 * half;
        const kept = thinned(limit, count);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(count, half));
        const stride = kept.length > 1 ? kept[1]! : 1;
        expect(kept).toEqual(kept.map((_, position) => position * stride));
      },
    ),
  );
});
