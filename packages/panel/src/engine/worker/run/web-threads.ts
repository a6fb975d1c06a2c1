import { THREAD_SCRIPT, type ThreadPort, type ThreadStart } from '@pastiche/core';

/** Says that it has come before it takes orders, since it hears no message after that. */
const SCRIPT = `onmessage = ({ data: threadStart }) => { postMessage('here'); ${THREAD_SCRIPT} };`;

/**
 * Workers of the engine's own worker as threads for it, one per core in all. Shared memory exists only
 * in an isolated page, and a page's own thread must not wait for others, so elsewhere there are none.
 *
 * @returns `null` where the engine computes alone
 */
export function webThreads(): ThreadPort | null {
  const inWorker = 'WorkerGlobalScope' in globalThis;
  if (!inWorker || !globalThis.crossOriginIsolated) return null;
  return { count: navigator.hardwareConcurrency, start: startThread };
}

/** A worker that the page's policy forbids never comes, and the engine computes without it. */
function startThread(start: ThreadStart, onEnd: (reason: string) => void) {
  const address = URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' }));
  const revoke = () => URL.revokeObjectURL(address);
  try {
    const worker = new Worker(address);
    let here = false;
    worker.addEventListener('message', () => {
      here = true;
      revoke();
    });
    worker.addEventListener('error', (event) => {
      // Else it would count as an error of the engine's worker itself.
      event.preventDefault();
      revoke();
      if (here) onEnd(event.message);
    });
    worker.postMessage(start);
    return {
      end: () => {
        worker.terminate();
        revoke();
      },
    };
  } catch {
    revoke();
    return { end: () => {} };
  }
}
