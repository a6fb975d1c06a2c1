import type { LaneName } from '../runs/faults.js';
import type { PlannedRun } from '../runs/schedule.js';
import { type MemorySample, type MemoryTrend, memoryTrend } from './slope.js';

/** A run that did what it may not. */
export interface Breach extends PlannedRun {
  readonly breaches: readonly string[];
  readonly words: string;
}

/** A process that lives long, and one of its measures. */
export interface MemorySeries {
  readonly process: string;
  /** `live`: what is left after a collection; `resident`: what the system says that it holds. */
  readonly measure: 'live' | 'resident';
  readonly samples: readonly MemorySample[];
}

/** How often a fault was injected into a lane, and how it ended each time. */
export interface FaultTally {
  readonly lane: LaneName;
  readonly fault: string;
  readonly runs: number;
  /** How many ended in each way. */
  readonly ends: Readonly<Record<string, number>>;
  readonly breaches: number;
}

export interface SoakReport {
  readonly seed: number;
  readonly started: string;
  readonly minutes: number;
  readonly runs: number;
  readonly isOver: boolean;
  readonly tallies: readonly FaultTally[];
  readonly memory: readonly (MemoryTrend & Omit<MemorySeries, 'samples'>)[];
  readonly memoryBreaches: readonly string[];
  readonly breaches: readonly Breach[];
}

/** What memory may grow by, MB for each hundred runs. */
export const MOST_GROWTH = 1;

/** Whether memory grows, as far as its noise lets that be told: the slope with two standard errors. */
export type MemoryVerdict = 'level' | 'grows' | 'undecided';

export function verdictOn({ per100Runs, error }: MemoryTrend): MemoryVerdict {
  if (per100Runs === null || error === null) return 'undecided';
  if (per100Runs - 2 * error >= MOST_GROWTH) return 'grows';
  return per100Runs + 2 * error < MOST_GROWTH ? 'level' : 'undecided';
}

/** The trends of all series. */
export function memoryTrends(series: readonly MemorySeries[]): SoakReport['memory'] {
  return series.map(({ process, measure, samples }) => ({
    process,
    measure,
    ...memoryTrend(samples),
  }));
}

/** One line for each process that grows. */
export function memoryBreaches(memory: SoakReport['memory']): string[] {
  return memory
    .filter((trend) => verdictOn(trend) === 'grows')
    .map(
      ({ process, measure, per100Runs }) =>
        `${process}, ${measure}: ${per100Runs?.toFixed(2)} MB for each 100 runs`,
    );
}

/** The report in Markdown. */
export function reportTables(report: SoakReport): string {
  const { seed, minutes, runs, isOver, tallies, memory } = report;
  const state = isOver ? '' : ' so far';
  const rows = tallies.map(
    ({ lane, fault, runs: count, ends, breaches }) =>
      `| ${lane} | ${fault} | ${count} | ${endsInWords(ends)} | ${breaches} |`,
  );
  const trends = memory.map((trend) => {
    const { process, measure, samples, first, last, most, per100Runs, error } = trend;
    const slope = per100Runs === null ? 'too few' : `${two(per100Runs)} ± ${two(error ?? 0)}`;
    return `| ${process} | ${measure} | ${samples} | ${one(first)} | ${one(last)} | ${one(most)} | ${slope} | ${verdictOn(trend)} |`;
  });
  return [
    `${runs} runs in ${one(minutes)} minutes${state}, seed ${seed}`,
    '',
    '| where | fault | runs | ended | breaches |\n| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '| process | memory | samples | first, MB | last, MB | most, MB | MB per 100 runs | verdict |\n| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...trends,
    '',
    ...report.memoryBreaches,
    ...report.breaches.map(
      ({ number, lane, fault, breaches, words }) =>
        `run ${number} (${lane}, ${fault}): ${breaches.join('; ')}: ${JSON.stringify(words.slice(-400))}`,
    ),
  ].join('\n');
}

function endsInWords(ends: Readonly<Record<string, number>>): string {
  return Object.entries(ends)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([end, count]) => `${end}: ${count}`)
    .join(', ');
}

function one(value: number): string {
  return value.toFixed(1);
}

function two(value: number): string {
  return value.toFixed(2);
}
