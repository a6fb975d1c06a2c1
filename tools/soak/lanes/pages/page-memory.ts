import type { CDPSession, Page } from 'playwright-core';

/** What a page and its youngest worker hold after a collection, MB. */
export interface PageMemory {
  read(): Promise<{ readonly page: number; readonly worker: number | null }>;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

/** To be opened before the page has a worker. */
export async function openPageMemory(page: Page): Promise<PageMemory> {
  const session = await page.context().newCDPSession(page);
  let worker: string | null = null;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') worker = sessionId;
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    if (worker === sessionId) worker = null;
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return {
    read: async () => {
      await session.send('HeapProfiler.collectGarbage');
      const page = megabytes((await session.send('Runtime.getHeapUsage')) as HeapUsage);
      if (worker === null) return { page, worker: null };
      const inWorker = worker;
      await askWorker(session, inWorker, 'HeapProfiler.collectGarbage');
      const usage = await askWorker(session, inWorker, 'Runtime.getHeapUsage');
      return { page, worker: usage && megabytes(usage as unknown as HeapUsage) };
    },
  };
}

let calls = 0;

/** `null` when the worker ends meanwhile. */
function askWorker(session: CDPSession, sessionId: string, method: string) {
  calls += 1;
  const id = calls;
  return new Promise<HeapUsage | null>((resolve) => {
    const end = (result: HeapUsage | null) => {
      clearTimeout(late);
      session.off('Target.receivedMessageFromTarget', hear);
      resolve(result);
    };
    const late = setTimeout(() => end(null), 20_000);
    const hear = ({ message }: { message: string }) => {
      const answer = JSON.parse(message);
      if (answer.id === id) end(answer.result ?? null);
    };
    session.on('Target.receivedMessageFromTarget', hear);
    const message = JSON.stringify({ id, method });
    session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => end(null));
  });
}

function megabytes({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage) {
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
}
