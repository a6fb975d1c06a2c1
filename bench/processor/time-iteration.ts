import type { Contender } from '../contenders/contender.js';
import type { IterationTime } from './job.js';

/** One iteration by the clock and by processor time, and its loss. */
export async function timeIteration(
  contender: Contender,
): Promise<{ time: IterationTime; loss: number }> {
  const start = performance.now();
  const before = process.cpuUsage();
  const loss = await contender.iterate();
  const { user, system } = process.cpuUsage(before);
  return { time: { ms: performance.now() - start, cpuMs: (user + system) / 1000 }, loss };
}

/** The round that the rest of the machine disturbed least. */
export function fastest(times: readonly IterationTime[] = []): IterationTime {
  return {
    ms: Math.min(...times.map(({ ms }) => ms)),
    cpuMs: Math.min(...times.map(({ cpuMs }) => cpuMs)),
  };
}
