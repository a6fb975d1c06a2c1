import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Where Linux says how much processor time a container may use: control groups 2, then 1. */
const GROUP_2 = '/sys/fs/cgroup/cpu.max';
const GROUP_1 = '/sys/fs/cgroup/cpu/cpu.cfs_quota_us';
const GROUP_1_PERIOD = '/sys/fs/cgroup/cpu/cpu.cfs_period_us';

/**
 * Cores that this process may use, at least one: those it is bound to, or fewer where a container
 * is granted less time than theirs, which Node 20 does not know.
 */
export function processorCount(read: (file: string) => string = readText): number {
  const [quota, period] = read(GROUP_2) !== '' ? read(GROUP_2).split(' ') : olderGroup(read);
  const granted = coresOf(Number(quota), Number(period));
  return Math.max(1, Math.min(availableParallelism(), granted));
}

function olderGroup(read: (file: string) => string): [string, string] {
  return [read(GROUP_1), read(GROUP_1_PERIOD)];
}

/** Whole cores; no limit where the quota is "max", -1 or unreadable. */
function coresOf(quota: number, period: number): number {
  return quota > 0 && period > 0 ? Math.floor(quota / period) : Number.POSITIVE_INFINITY;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
