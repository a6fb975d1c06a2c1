import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Which control groups this process is in: a line each, `number:controllers:path`. */
const GROUPS = '/proc/self/cgroup';
/** Where they lie: those of version 2, which have one line without controllers, and of version 1. */
const VERSION_2 = '/sys/fs/cgroup';
const VERSION_1 = '/sys/fs/cgroup/cpu';

/**
 * Cores that this process may use, at least one: those it is bound to, or fewer where Linux grants its
 * container or service less time than theirs, which Node 20 does not know.
 */
export function processorCount(read: (file: string) => string = readText): number {
  const groups = read(GROUPS)
    .split('\n')
    .map((line) => line.split(':'));
  const pathOf = (controller: string): string =>
    groups.find(([, controllers = '-']) => controllers.split(',').includes(controller))?.[2] ?? '';
  const granted = [
    ...foldersOf(VERSION_2, pathOf('')).map((folder) => read(`${folder}/cpu.max`).split(' ')),
    ...foldersOf(VERSION_1, pathOf('cpu')).map((folder) => [
      read(`${folder}/cpu.cfs_quota_us`),
      read(`${folder}/cpu.cfs_period_us`),
    ]),
  ].map(([quota, period]) => coresOf(Number(quota), Number(period)));
  return Math.max(1, Math.min(availableParallelism(), ...granted));
}

/** A group and all above it: each may grant less. A container sees its own as the root. */
function foldersOf(root: string, path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return [root, ...names.map((_, at) => [root, ...names.slice(0, at + 1)].join('/'))];
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
