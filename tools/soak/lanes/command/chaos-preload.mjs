// Loaded before a program of Node: does to it what SOAK_CHAOS says, as JSON.
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
import workers from 'node:worker_threads';
import { installJumpingClock, jumpClock } from '../../processes/jumping-clock.mjs';

/** @type {{ threadAfterMs?: number, jumps?: { afterMs: number, byMs: number }[], killsAtWrite?: boolean }} */
const chaos = JSON.parse(process.env.SOAK_CHAOS ?? '{}');

if (workers.isMainThread) {
  const { threadAfterMs, jumps = [], killsAtWrite = false } = chaos;
  if (threadAfterMs !== undefined) endThreads(threadAfterMs);
  if (jumps.length > 0) installJumpingClock();
  for (const { afterMs, byMs } of jumps) setTimeout(jumpClock, afterMs, byMs).unref();
  if (killsAtWrite) await killAtWrite();
}

/** Threads end so long after their start. @param {number} afterMs */
function endThreads(afterMs) {
  const { Worker } = workers;
  workers.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} given */
    constructor(...given) {
      super(...given);
      setTimeout(() => void this.terminate(), afterMs).unref();
    }
  };
  syncBuiltinESMExports();
}

/** Ends this process without a word when a file of it is whole but does not have its name yet. */
async function killAtWrite() {
  const file = await open(fileURLToPath(import.meta.url));
  Object.getPrototypeOf(file).sync = () => process.kill(process.pid, 'SIGKILL');
  await file.close();
}
