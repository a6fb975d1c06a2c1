import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { processorCount } from './processor-count.js';

const files = (contents: Readonly<Record<string, string>>) => (file: string) =>
  contents[file] ?? '';

describe('processorCount', () => {
  it.each([
    ['a whole core', '100000 100000', 1],
    ['less than a core', '50000 100000', 1],
    ['no limit', 'max 100000', availableParallelism()],
    ['more than there are', '99900000 100000', availableParallelism()],
  ])('heeds control groups 2: %s', (_, limit, expected) => {
    expect(processorCount(files({ '/sys/fs/cgroup/cpu.max': limit }))).toBe(expected);
  });

  it.each([
    ['150000', 1],
    ['-1', availableParallelism()],
  ])('heeds control groups 1: a quota of %s', (quota, expected) => {
    const read = files({
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': quota,
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000',
    });
    expect(processorCount(read)).toBe(expected);
  });

  it('heeds the group of a service, and those above it', () => {
    const nested = (own: string, above: string) =>
      files({
        '/proc/self/cgroup': '0::/system.slice/paint.service\n',
        '/sys/fs/cgroup/cpu.max': '',
        '/sys/fs/cgroup/system.slice/cpu.max': above,
        '/sys/fs/cgroup/system.slice/paint.service/cpu.max': own,
      });
    expect(processorCount(nested('100000 100000', 'max 100000'))).toBe(1);
    expect(processorCount(nested('max 100000', '120000 100000'))).toBe(1);
    expect(processorCount(nested('max 100000', 'max 100000'))).toBe(availableParallelism());
    const older = {
      '/proc/self/cgroup': '4:cpu,cpuacct:/paint\n3:cpuset:/\n0::/',
      '/sys/fs/cgroup/cpu/paint/cpu.cfs_quota_us': '100000',
      '/sys/fs/cgroup/cpu/paint/cpu.cfs_period_us': '100000',
    };
    expect(processorCount(files(older))).toBe(1);
  });

  it('is the cores of the machine where nothing is limited', () => {
    expect(processorCount(files({}))).toBe(availableParallelism());
  });
});
