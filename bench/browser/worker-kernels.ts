import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import type { CDPSession, Page } from 'playwright-core';
import type { WorkerOrder } from './kernels-worker.js';
import { wasmFiles, weightFiles } from './page-files.js';

/** Milliseconds of one iteration with VGG19 on one thread of a worker, fastest round. */
export interface WorkerKernels {
  readonly size: number;
  readonly rounds: number;
  readonly kernels: Milliseconds;
  readonly tensors: Milliseconds;
  /** TensorFlow.js's operations over the kernels, by processor time. */
  readonly speedup: number;
}

interface Milliseconds {
  /** By the clock, and of processor time of the page's process. */
  readonly ms: number;
  readonly cpuMs: number;
}

/** The page's part: orders go to a worker, one at a time. */
const PAGE = `
const worker = new Worker('worker.js');
worker.addEventListener('error', ({ message }) => console.error(message));
globalThis.order = (what) => new Promise((resolve) => {
  worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
  worker.postMessage(what);
});
`;

/**
 * Times an iteration of the kernels and of TensorFlow.js's operations in turns, in one worker of one page.
 *
 * @param weights folder of VGG19's `model.json`
 */
export async function measureWorkerKernels(
  size: number,
  rounds: number,
  { chromePath, weights }: { readonly chromePath: string; readonly weights: string },
): Promise<WorkerKernels> {
  const entry = new URL('kernels-worker.ts', import.meta.url);
  const { script } = await bundlePage(entry, { format: 'iife' });
  const files = { ...(await weightFiles(weights)), ...(await wasmFiles()), 'worker.js': script };
  const { page, errors, close } = await openPage({ chromePath, bundle: PAGE, files });
  try {
    console.error(`Measuring the kernels in a worker at ${size} px …`);
    await order(page, { kind: 'prepare', size });
    const [kernels = [], tensors = []] = await takeTurns(page, rounds);
    if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`);
    const [ours, theirs] = [fastest(kernels), fastest(tensors)];
    return { size, rounds, kernels: ours, tensors: theirs, speedup: theirs.cpuMs / ours.cpuMs };
  } finally {
    await close();
  }
}

/** The first round compiles and warms up, and is not counted. */
async function takeTurns(page: Page, rounds: number): Promise<Milliseconds[][]> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('This browser does not tell processor time.');
  const times: Milliseconds[][] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const [contender, own] of times.entries()) {
      const before = await rendererTime(session);
      const ms = await order(page, { kind: 'iterate', contender });
      const cpuMs = (await rendererTime(session)) - before;
      if (round > 0) own.push({ ms, cpuMs });
    }
  }
  return times;
}

function order(page: Page, what: WorkerOrder): Promise<number> {
  return page.evaluate<number>(`order(${JSON.stringify(what)})`);
}

/** Processor time of all pages so far, ms; there is only the one. */
async function rendererTime(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

function fastest(times: readonly Milliseconds[]): Milliseconds {
  const least = (of: (time: Milliseconds) => number) => Math.min(...times.map(of));
  return { ms: least(({ ms }) => ms), cpuMs: least(({ cpuMs }) => cpuMs) };
}
