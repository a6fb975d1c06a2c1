import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { describeMachine, type Machine } from '../report/machine.js';
import { measureFirstPreview, type OpeningTimes } from './first-preview.js';
import { type BackendTimes, type IterationsJob, measureIterations } from './iterations.js';
import { measureWorkerKernels, type WorkerKernels } from './worker-kernels.js';

const RESULTS = fileURLToPath(new URL('../results/browser.jsonl', import.meta.url));

/** WebGL in software is slow, so it is measured on smaller pictures. */
const JOBS: readonly IterationsJob[] = [
  { backend: 'wasm', size: 128, rounds: 3 },
  { backend: 'webgl', size: 64, rounds: 2 },
];

const KERNELS_SIZE = 256;

/** One line of `results/browser.jsonl`. */
interface Row {
  readonly date: string;
  readonly machine: Machine;
  readonly firstPreview?: OpeningTimes;
  readonly iterations?: readonly BackendTimes[];
  readonly kernels?: WorkerKernels;
}

export interface BenchBrowserOptions {
  /** Some of `preview`, `iterations` and `kernels`. */
  readonly parts: readonly string[];
  /** The folder of VGG19's `model.json`, for the last two. */
  readonly weights: () => string;
  /** How often the panel is opened, or an iteration made; the fastest counts. */
  readonly rounds: number;
  /** Appends nothing to the results. */
  readonly dry: boolean;
}

/**
 * Measures the panel in a headless Chromium, prints a table and JSON, and appends a row to
 * bench/results/browser.jsonl.
 */
export async function benchBrowser(options: BenchBrowserOptions): Promise<void> {
  const { parts, weights, rounds, dry } = options;
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(`The browser is missing: ${NO_CHROMIUM}.`);
  const row: Row = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    ...(parts.includes('preview') && {
      firstPreview: await measureFirstPreview(chromePath, rounds),
    }),
    ...(parts.includes('iterations') && {
      iterations: await measureIterations(JOBS, { chromePath, weights: weights() }),
    }),
    ...(parts.includes('kernels') && {
      kernels: await measureWorkerKernels(KERNELS_SIZE, rounds, { chromePath, weights: weights() }),
    }),
  };
  console.log(format(row));
  console.log(`\n${JSON.stringify(row)}`);
  if (!dry) await appendFile(RESULTS, `${JSON.stringify(row)}\n`);
}

function format({ machine, firstPreview, iterations, kernels }: Row): string {
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, commit ${machine.commit}, load ${machine.loadAverage}`,
  ];
  if (firstPreview) {
    const { backend, shown, pressed, preview } = firstPreview;
    const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
    lines.push(
      `after opening, vgg19-lite at 256 px on ${backend}: styles shown ${seconds(shown)}, Stylize pressed ${seconds(pressed)}, first preview ${seconds(preview)} (wanted: 3 s)`,
      `longest task on the interface's thread: ${firstPreview.longestTaskOpening.toFixed(0)} ms while opening, ${firstPreview.longestTaskPainting.toFixed(0)} ms while painting (wanted: 100)`,
    );
  }
  for (const { backend, size, engine, stock, speedup } of iterations ?? []) {
    lines.push(
      `VGG19 at ${size} px on ${backend}: ${engine.toFixed(0)} ms an iteration, stock TensorFlow.js ${stock.toFixed(0)} ms, ${speedup.toFixed(2)} times faster`,
    );
  }
  if (kernels) {
    const { size, kernels: ours, tensors, speedup } = kernels;
    lines.push(
      `VGG19 at ${size} px in a worker, one thread: kernels ${ours.ms.toFixed(0)} ms (${ours.cpuMs.toFixed(0)} of processor time), TensorFlow.js's operations ${tensors.ms.toFixed(0)} ms (${tensors.cpuMs.toFixed(0)}), ${speedup.toFixed(2)} times as fast (wanted: 5)`,
    );
  }
  return lines.join('\n');
}
