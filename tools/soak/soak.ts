import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLane } from './lanes/open-lane.js';
import { createRecord, type Record } from './report/record.js';
import { reportTables } from './report/report.js';
import type { LaneName } from './runs/faults.js';
import { breachesOf } from './runs/judge.js';
import type { Lane } from './runs/lane.js';
import type { Ending } from './runs/observed.js';
import { type PlannedRun, plannedRun } from './runs/schedule.js';

export interface SoakOrder {
  readonly seed: number;
  /** The first run's number. */
  readonly from: number;
  readonly minutes: number;
  /** So many runs instead of minutes. */
  readonly runs: number | null;
  readonly lanes: readonly LaneName[];
  /** Only runs with these; `null`: all. */
  readonly faults: readonly string[] | null;
  /** The report's file; its tables lie beside it. */
  readonly out: string;
  /** A folder for each lane, in which the small file systems are mounted. */
  readonly root: string;
}

/** Between two reports, ms. */
const REPORT_MS = 60_000;

/** Carries out the runs of a seed. @returns the exit code: 1 when a run or memory did what it may not */
export async function soak(order: SoakOrder): Promise<number> {
  const { seed, from, minutes, runs, lanes, faults } = order;
  const record = createRecord(seed);
  const opened = new Map<LaneName, Lane>();
  const started = performance.now();
  const minutesPassed = () => (performance.now() - started) / 60_000;
  const goesOn = (done: number) => (runs === null ? minutesPassed() < minutes : done < runs);
  let lastReport = performance.now();
  console.log(`seed ${seed}`);
  try {
    let done = 0;
    for (let number = from; goesOn(done); number += 1) {
      const planned = plannedRun(seed, number, lanes);
      if (faults !== null && !faults.includes(planned.fault)) continue;
      done += 1;
      await carryOut(planned, opened, order, record);
      if (performance.now() - lastReport < REPORT_MS) continue;
      lastReport = performance.now();
      write(order, record, minutesPassed(), false);
    }
  } finally {
    write(order, record, minutesPassed(), true);
    for (const lane of opened.values()) await lane.close();
  }
  const report = record.report(minutesPassed(), true);
  console.log(reportTables(report));
  return report.breaches.length + report.memoryBreaches.length === 0 ? 0 : 1;
}

/** One run; a lane that breaks is opened anew for the next. */
async function carryOut(
  planned: PlannedRun,
  opened: Map<LaneName, Lane>,
  { root }: SoakOrder,
  record: Record,
): Promise<void> {
  const { number, lane: name, fault } = planned;
  const note = (breaches: readonly string[], words: string, end: string) => {
    record.note({ ...planned, breaches, words }, end);
    for (const breach of breaches) console.log(`run ${number} (${name}, ${fault}): ${breach}`);
  };
  try {
    const lane = opened.get(name) ?? (await openLane(name, join(root, name)));
    opened.set(name, lane);
    const { seen, allowed } = await lane.run(planned);
    note(breachesOf(seen, allowed), seen.words, endName(seen.ending));
    record.remember(name, await lane.memory());
  } catch (error) {
    note([`the lane broke: ${error instanceof Error ? error.stack : error}`], '', 'broken');
    await opened
      .get(name)
      ?.close()
      .catch(() => {});
    opened.delete(name);
  }
}

function write({ out }: SoakOrder, record: Record, minutes: number, isOver: boolean): void {
  const report = record.report(minutes, isOver);
  writeFileSync(out, `${JSON.stringify(report, null, 1)}\n`);
  writeFileSync(`${out.replace(/\.json$/, '')}.md`, `${reportTables(report)}\n`);
}

function endName(ending: Ending): string {
  if (ending.kind === 'exit') return String(ending.code);
  if (ending.kind === 'signal') return ending.name;
  return ending.kind === 'came-to' ? ending.end : 'hung';
}
