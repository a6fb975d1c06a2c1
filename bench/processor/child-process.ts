import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Result } from './job.js';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/**
 * Does a job in a process of its own, whose memory starts empty.
 *
 * @param weights folder of `model.json`
 * @throws Error when the process ends without a result.
 */
export function runJob<Kind extends Job['kind']>(
  job: Extract<Job, { kind: Kind }>,
  weights: string,
): Promise<Result<Kind>> {
  console.error(`Measuring ${Object.values(job).join(' ')} …`);
  return new Promise((resolve, reject) => {
    // The loader of TypeScript files is inherited with execArgv.
    const child = fork(CHILD, [JSON.stringify(job), weights]);
    let result: Result<Kind> | undefined;
    child.on('message', (message) => {
      result = message as Result<Kind>;
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (result !== undefined && code === 0) return resolve(result);
      reject(
        new Error(
          `The process measuring ${job.kind} ended with ${signal ?? code} and no result; its message is above.`,
        ),
      );
    });
  });
}
