import { Worker } from 'node:worker_threads';
import { THREAD_SCRIPT, type ThreadPort } from '@pastiche/core';

/** Hands what the thread needs to its script. */
const SCRIPT = `const threadStart = require('node:worker_threads').workerData;${THREAD_SCRIPT}`;

/**
 * Threads of Node for the engine. Their script is text, so it works from the bundle as from the
 * sources. A thread keeps no process alive: it sleeps when the engine asks for nothing.
 *
 * @param count all that compute, the calling one among them
 */
export function workerThreads(count: number): ThreadPort {
  return {
    count,
    start: (start, onEnd) => {
      const worker = new Worker(SCRIPT, { eval: true, workerData: start, execArgv: [] });
      worker.unref();
      worker.on('error', (error) => onEnd(error.message));
      worker.on('exit', (code) => onEnd(`exit code ${code}`));
      return { end: () => void worker.terminate() };
    },
  };
}
