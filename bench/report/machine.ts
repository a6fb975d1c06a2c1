import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';

/** What a row of results was measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  readonly tfjs: string;
  /** Processes that wanted a core in the last minute; above 1 the times are of a busy machine. */
  readonly loadAverage: number;
  readonly commit: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    tfjs: tf.version_core,
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(1)),
    commit: commit(),
  };
}

/** With a plus when files differ from it. */
function commit(): string {
  try {
    const git = (...parts: string[]) => execFileSync('git', parts, { encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+';
    return git('rev-parse', '--short=12', 'HEAD') + changed;
  } catch {
    return 'unknown';
  }
}
