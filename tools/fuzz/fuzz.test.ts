import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.js';
import { TARGETS } from './targets.js';

describe('every parser reads, or refuses in a sentence, what was changed by seed:', () => {
  it.each(TARGETS)('$name', async (target) => {
    const most = target.quick ?? 1000;
    const goesOn = (executions: number) => executions < most;
    const { executions, faults, read, refused } = await fuzz(target, {
      seed: 1,
      goesOn,
      mostMs: null,
    });
    expect(faults.map(({ reason }) => reason)).toEqual([]);
    expect(read + refused).toBe(executions);
    expect(executions).toBeGreaterThanOrEqual(most);
  });
});
