import { readdirSync, readFileSync } from 'node:fs';

/** What Chromium's processes below a process hold in memory, MB, shared pages counted for each. */
export function residentBelow(pid: number): number {
  const parents = new Map<number, { parent: number; name: string; resident: number }>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const field = (name: string) =>
        new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
      parents.set(Number(entry), {
        parent: Number(field('PPid')),
        name: field('Name'),
        resident: Number(field('VmRSS')) / 1000,
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (one: number): boolean => {
    const parent = parents.get(one)?.parent;
    return parent !== undefined && (parent === pid || isBelow(parent));
  };
  return [...parents]
    .filter(([one, { name }]) => /chrom/.test(name) && isBelow(one))
    .reduce((sum, [, { resident }]) => sum + resident, 0);
}
