import type { LaneName } from '../runs/faults.js';
import type { MemoryReading } from '../runs/lane.js';
import {
  type Breach,
  type FaultTally,
  type MemorySeries,
  memoryBreaches,
  memoryTrends,
  type SoakReport,
} from './report.js';
import type { MemorySample } from './slope.js';

/** What was seen so far. */
export interface Record {
  /** @param end in a word */
  note(run: Breach, end: string): void;
  /** Of the processes of a lane, after a run of it. */
  remember(lane: LaneName, readings: readonly MemoryReading[]): void;
  report(minutes: number, isOver: boolean): SoakReport;
}

/** So many breaches are told whole. */
const MOST_BREACHES = 500;

export function createRecord(seed: number): Record {
  const started = new Date().toISOString();
  const tallies = new Map<string, FaultTally>();
  const series = new Map<string, MemorySeries & { readonly samples: MemorySample[] }>();
  const runsOf = new Map<LaneName, number>();
  const breaches: Breach[] = [];
  let runs = 0;
  return {
    note: (run, end) => {
      const { lane, fault } = run;
      const key = `${lane} ${fault}`;
      const before = tallies.get(key) ?? { lane, fault, runs: 0, ends: {}, breaches: 0 };
      const isBreach = run.breaches.length > 0;
      tallies.set(key, {
        ...before,
        runs: before.runs + 1,
        ends: { ...before.ends, [end]: (before.ends[end] ?? 0) + 1 },
        breaches: before.breaches + (isBreach ? 1 : 0),
      });
      if (isBreach && breaches.length < MOST_BREACHES) breaches.push(run);
      runs += 1;
      runsOf.set(lane, (runsOf.get(lane) ?? 0) + 1);
    },
    remember: (lane, readings) => {
      for (const { process, measure, megabytes } of readings) {
        const key = `${process} ${measure}`;
        const one = series.get(key) ?? { process, measure, samples: [] };
        one.samples.push({ runs: runsOf.get(lane) ?? 0, megabytes });
        series.set(key, one);
      }
    },
    report: (minutes, isOver) => {
      const memory = memoryTrends([...series.values()]);
      return {
        ...{ seed, started, minutes, runs, isOver },
        tallies: [...tallies.values()].sort((first, second) =>
          `${first.lane} ${first.fault}` < `${second.lane} ${second.fault}` ? -1 : 1,
        ),
        memory,
        memoryBreaches: memoryBreaches(memory),
        breaches,
      };
    },
  };
}
