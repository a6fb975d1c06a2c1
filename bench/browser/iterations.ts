import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { wasmFiles, weightFiles } from './page-files.js';

/** What the page measures. */
export interface IterationsJob {
  readonly backend: 'webgl' | 'wasm';
  /** Pictures of so many px square. */
  readonly size: number;
  readonly rounds: number;
}

/** Milliseconds of one iteration with VGG19 by the clock, fastest round. */
export interface BackendTimes extends IterationsJob {
  readonly engine: number;
  readonly stock: number;
  readonly speedup: number;
}

/**
 * Times an iteration of the engine and of stock TensorFlow.js in one page, on each backend.
 *
 * @param weights folder of VGG19's `model.json`
 */
export async function measureIterations(
  jobs: readonly IterationsJob[],
  { chromePath, weights }: { readonly chromePath: string; readonly weights: string },
): Promise<BackendTimes[]> {
  const files = { ...(await weightFiles(weights)), ...(await wasmFiles()) };
  const { script } = await bundlePage(new URL('page.ts', import.meta.url));
  const { page, errors, close } = await openPage({ chromePath, bundle: script, files });
  try {
    const results: BackendTimes[] = [];
    for (const job of jobs) {
      console.error(`Measuring iterations on ${job.backend} at ${job.size} px …`);
      results.push((await page.evaluate(`timeIterations(${JSON.stringify(job)})`)) as BackendTimes);
    }
    if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`);
    return results;
  } finally {
    await close();
  }
}
