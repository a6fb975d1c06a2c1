// Checks the engine against reference numbers and prints the worst error of every quantity as JSON:
// npm run reference -- <folder> [--weights <folder>] [--backend wasm|cpu|webgl] [--kernels relaxed-simd|simd|none] [--sets b] [--trajectories]
// or the gradients of pictures in pieces against those of the whole: npm run reference -- --plans [--weights <folder>] [--backend wasm|cpu] [--kernels …]
import { parseArgs } from 'node:util';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { allowRelaxedSimd } from '../../packages/cli/src/jobs/relaxed-simd.js';
import { type BackendName, selectBackend } from '../../packages/core/src/backend/select.js';
import { leaveKernels, useKernels } from '../../packages/core/src/kernels/wasm/kernels-in-use.js';
import type { KernelKind } from '../../packages/core/src/kernels/wasm/load-kernels.js';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { weightsFolder, weightsOption } from '../weights/weights-folder.js';
import { checkInBrowser } from './browser.js';
import { checkSet } from './check-set.js';
import { type Checked, joinChecked } from './judge/findings.js';
import { createReport, describeFinding, describeFlips } from './judge/report.js';
import { checkPlans, describePlanFlips, planTable } from './plans/check-plans.js';
import { listSets, readSet } from './set/folder.js';
import type { ReferenceSet } from './set/reference-set.js';

const USAGE =
  'Name the folder of a reference: npm run reference -- <folder> [--weights <folder>] [--backend wasm|cpu|webgl] [--kernels relaxed-simd|simd|none] [--sets b] [--trajectories | --no-trajectories]';

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      weights: { type: 'string' },
      backend: { type: 'string', default: 'wasm' },
      kernels: { type: 'string' },
      sets: { type: 'string' },
      trajectories: { type: 'boolean' },
      plans: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (values.plans) {
    const kernels = kernelsName(values.kernels);
    return tellPlans(weightsOption(values.weights), backendName(values.backend), kernels);
  }
  if (folder === undefined || positionals.length > 1) throw new Error(USAGE);
  const backend = backendName(values.backend);
  const sets = await chooseSets(folder, values.sets, backend);
  const weights = weightsOption(values.weights);
  // The plain CPU and software GL need minutes for the trajectories.
  const trajectories = values.trajectories ?? backend === 'wasm';
  const start = performance.now();
  const kernels = kernelsName(values.kernels);
  const checked = await check(sets, weights, { backend, kernels, trajectories });
  const report = createReport(backend, checked, Math.round((performance.now() - start) / 1000));
  console.log(JSON.stringify(report, null, 2));
  for (const flips of report.flips) console.error(describeFlips(flips));
  for (const finding of report.beyond) console.error(describeFinding(finding));
  return report.passed;
}

/** What the check runs on; the kernels matter on WASM only. */
interface Ground {
  readonly backend: BackendName;
  readonly kernels: 'best' | KernelKind | 'none';
  readonly trajectories: boolean;
}

function kernelsName(text = 'best'): Ground['kernels'] {
  if (text === 'best' || text === 'relaxed-simd' || text === 'simd' || text === 'none') return text;
  throw new Error(`--kernels names "${text}", expected relaxed-simd, simd or none; correct it.`);
}

async function start(backend: BackendName, kernels: Ground['kernels']): Promise<void> {
  allowRelaxedSimd();
  await selectBackend({ preferred: backend });
  if (kernels === 'none') leaveKernels();
  else if (kernels !== 'best' && (await useKernels(null, kernels)) === null) {
    throw new Error(`This Node has no ${kernels}; choose other --kernels.`);
  }
}

async function tellPlans(
  folder: string,
  backend: BackendName,
  kernels: Ground['kernels'],
): Promise<boolean> {
  const vgg19 = await loadWeights({ source: weightsFolder(folder), deepest: 'conv5_1' });
  await start(backend, kernels);
  const findings = await checkPlans(vgg19, (what) => console.error(`Checking ${what} …`));
  console.log(planTable(findings));
  for (const finding of findings) {
    if (finding.gradient.flips.length > 0) console.error(describePlanFlips(finding));
  }
  return findings.every(({ gradient }) => gradient.passed);
}

async function check(
  sets: readonly ReferenceSet[],
  folder: string,
  { backend, kernels, trajectories }: Ground,
): Promise<Checked> {
  if (backend === 'webgl') {
    const chromePath = chromiumPath();
    if (chromePath === undefined) throw new Error(`There is ${NO_CHROMIUM}.`);
    return checkInBrowser(sets, { chromePath, weights: folder, trajectories, terms: true });
  }
  const weights = await loadWeights({ source: weightsFolder(folder), deepest: 'conv5_4' });
  await start(backend, kernels);
  const options = { weights, backend, trajectories, terms: true };
  const onProgress = (what: string) => console.error(`Checking ${what} …`);
  const parts: Checked[] = [];
  for (const set of sets) parts.push(await checkSet(set, { ...options, onProgress }));
  return joinChecked(parts);
}

/** The named sets; without names all of them, on WebGL the smallest. */
async function chooseSets(
  folder: string,
  names: string | undefined,
  backend: BackendName,
): Promise<ReferenceSet[]> {
  const known = await listSets(folder);
  const chosen = names === undefined ? known : names.split(',');
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `--sets names "${unknown}", but ${folder} holds ${known.join(', ')}; choose among these.`,
    );
  }
  const sets = await Promise.all(chosen.map((name) => readSet(folder, name)));
  return names === undefined && backend === 'webgl' ? [smallestSet(sets)] : sets;
}

function smallestSet(sets: readonly ReferenceSet[]): ReferenceSet {
  const pixels = ({ pictures }: ReferenceSet) => pictures.content.width * pictures.content.height;
  return sets.reduce((smallest, set) => (pixels(set) < pixels(smallest) ? set : smallest));
}

function backendName(name: string): BackendName {
  if (name === 'wasm' || name === 'cpu' || name === 'webgl') return name;
  throw new Error(`--backend is "${name}", expected wasm, cpu or webgl; choose one of these.`);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
