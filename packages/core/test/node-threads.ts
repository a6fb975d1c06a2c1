import { Worker } from 'node:worker_threads';
import {
  READY_WORD,
  THREAD_SCRIPT,
  type ThreadPort,
  type ThreadStart,
} from '../src/kernels/wasm/threads.js';

/** Threads of Node for the kernels, as the command line starts them, that a test can wait for. */
export interface NodeThreads {
  readonly port: ThreadPort;
  /** Those that run or have run since the last `ended`. */
  readonly workers: readonly Worker[];
  /** All of them have come and take part from now on: until then the one that is there computes alone. */
  here(): Promise<void>;
  /** All of them are gone. */
  ended(): Promise<void>;
}

/**
 * @param count all that compute, the caller among them
 * @param script what a thread runs
 */
export function nodeThreads(count: number, script = THREAD_SCRIPT): NodeThreads {
  const source = `const threadStart = require('node:worker_threads').workerData;${script}`;
  const workers: Worker[] = [];
  let latest: ThreadStart | null = null;
  const start: ThreadPort['start'] = (workerData, onEnd) => {
    latest = workerData;
    const worker = new Worker(source, { eval: true, workerData });
    workers.push(worker);
    worker.on('error', (error) => onEnd(error.message));
    worker.on('exit', (code) => onEnd(`exit code ${code}`));
    return { end: () => void worker.terminate() };
  };
  return {
    port: { count, start },
    workers,
    here: async () => {
      const come = () =>
        latest ? Atomics.load(new Int32Array(latest.memory.buffer), READY_WORD) : 0;
      while (come() < count - 1) await new Promise((resolve) => setTimeout(resolve, 1));
    },
    ended: async () => {
      latest = null;
      for (const worker of workers.splice(0)) {
        if (worker.threadId !== -1) await new Promise((resolve) => worker.once('exit', resolve));
      }
    },
  };
}
