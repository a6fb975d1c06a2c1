import { describe, expect, it } from 'vitest';
import { plannedRun } from '../runs/schedule.js';
import { createRecord } from './record.js';
import { reportTables, verdictOn } from './report.js';

const planned = (number: number) => plannedRun(1, number, ['painter']);
const reading = (megabytes: number) => [
  { process: 'painter', measure: 'live' as const, megabytes },
];

describe('the record of a soak', () => {
  it('counts each fault with its ends, and tells breaches whole', () => {
    const record = createRecord(1);
    const run = { ...planned(0), words: 'It failed' };
    record.note({ ...run, breaches: [] }, '0');
    record.note({ ...run, breaches: ['it hung', 'a.png is half written'] }, 'hung');
    const report = record.report(2, true);
    expect(report).toMatchObject({ runs: 2, memoryBreaches: [] });
    expect(report.tallies).toEqual([
      { lane: 'painter', fault: run.fault, runs: 2, ends: { '0': 1, hung: 1 }, breaches: 1 },
    ]);
    expect(report.breaches).toHaveLength(1);
    const text = reportTables(report);
    expect(text).toContain(`| painter | ${run.fault} | 2 | 0: 1, hung: 1 | 1 |`);
    expect(text).toContain(
      `run 0 (painter, ${run.fault}): it hung; a.png is half written: "It failed"`,
    );
  });

  it.each([
    [0.005, []],
    [0.02, ['painter, live: 2.00 MB for each 100 runs']],
  ])('names a process that grows by %s MB a run: %j', (growth, breaches) => {
    const record = createRecord(1);
    for (let number = 0; number < 200; number += 1) {
      record.note({ ...planned(number), breaches: [], words: '' }, '0');
      record.remember('painter', reading(60 + number * growth));
    }
    const report = record.report(1, true);
    expect(report.memoryBreaches).toEqual(breaches);
    expect(reportTables(report)).toContain('| painter | live | 150 |');
  });

  it.each([
    [0.5, 0.2, 'level'],
    [0.5, 0.3, 'undecided'],
    [1.5, 0.3, 'undecided'],
    [1.5, 0.2, 'grows'],
    [null, null, 'undecided'],
  ])('calls %s ± %s MB for each 100 runs %s', (per100Runs, error, verdict) => {
    const trend = { per100Runs, error, first: 1, last: 1, most: 1, samples: 1 };
    expect(verdictOn(trend)).toBe(verdict);
  });
});
