import { describe, expect, it } from 'vitest';
import { FAULTS, LANES } from './faults.js';
import { plannedRun } from './schedule.js';

const runs = (seed: number, count: number) =>
  Array.from({ length: count }, (_, number) => plannedRun(seed, number, LANES));

describe('the schedule', () => {
  it('is the same again for the same seed, from any run on', () => {
    expect(runs(7, 200)).toEqual(runs(7, 200));
    expect(plannedRun(7, 137, LANES)).toEqual(runs(7, 200)[137]);
  });

  it('is another for another seed', () => {
    const faults = (seed: number) => runs(seed, 80).map(({ fault }) => fault);
    expect(faults(1)).not.toEqual(faults(2));
    expect(runs(1, 80).map(({ seed }) => seed)).not.toEqual(runs(2, 80).map(({ seed }) => seed));
  });

  it.each(LANES)(
    'goes through every fault of %s once in each round, in an order of its own',
    (lane) => {
      const count = FAULTS[lane].length;
      const rounds = [0, 1, 2].map((round) =>
        Array.from(
          { length: count },
          (_, turn) => plannedRun(3, round * count + turn, [lane]).fault,
        ),
      );
      for (const round of rounds) expect([...round].sort()).toEqual([...FAULTS[lane]].sort());
      expect(new Set(rounds.map(String)).size).toBeGreaterThan(1);
    },
  );

  it('lets the lanes take turns, and gives each run chances of its own', () => {
    expect(runs(1, 5).map(({ lane }) => lane)).toEqual([...LANES, LANES[0]]);
    expect(new Set(runs(1, 400).map(({ seed }) => seed)).size).toBe(400);
  });
});
