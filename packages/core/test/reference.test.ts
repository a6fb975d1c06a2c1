import { join } from 'node:path';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { describe, expect, it } from 'vitest';
import { checkInBrowser } from '../../../tools/reference/browser.js';
import { type CheckOptions, checkSet } from '../../../tools/reference/check-set.js';
import type { Checked } from '../../../tools/reference/judge/findings.js';
import { createReport, describeFinding } from '../../../tools/reference/judge/report.js';
import { QUANTITIES } from '../../../tools/reference/judge/tolerances.js';
import { readSet } from '../../../tools/reference/set/folder.js';
import { weightsFolder } from '../../../tools/weights/weights-folder.js';
import { selectBackend } from '../src/backend/select.js';
import { leaveKernels, useKernels } from '../src/kernels/wasm/kernels-in-use.js';
import { loadWeights } from '../src/weights/load-weights.js';
import { allowRelaxedSimd } from './relaxed-simd.js';

const shared = process.env.PASTICHE_SHARED;
const SKIPPED = 'PASTICHE_SHARED does not name a folder with reference/ and vgg19/';
const NO_TRAJECTORIES = QUANTITIES.filter((name) => !/^(Adam|L-BFGS)/.test(name));

/** What float64 says of each set, which takes longer than what it is compared with. */
const exactOf = { a: new Map(), b: new Map() } satisfies Record<string, CheckOptions['exact']>;

/** The way to the number that is made wrong below. */
interface TraceOfConv31 {
  readonly pooling: { max: { gram: { style: { conv3_1: { trace: number } } } } };
}

/** Everything in `quantities` was looked at with both poolings, and nothing is beyond tolerance. */
function expectWithin(checked: Checked, quantities: readonly string[]): void {
  const { findings } = checked;
  for (const pooling of ['max', 'average']) {
    const found = findings.filter((finding) => finding.pooling === pooling);
    expect([...new Set(found.map(({ quantity }) => quantity))]).toEqual(quantities);
  }
  const comparisons = (name: string) =>
    findings.find(({ quantity }) => quantity === name)?.comparisons;
  // 3 pictures of 20 maps: 5 statistics and 16 samples each in float64; in the engine as a whole and by
  // 4 statistics, since the share of zeros belongs to its decisions, and the samples apart.
  expect(comparisons('float64 network')).toBeGreaterThanOrEqual(3 * 20 * (5 + 16));
  expect(comparisons('feature maps')).toBe(3 * 20 * (1 + 4));
  expect(comparisons('feature maps (single values)')).toBe(3 * 20 * 16);
  expect(createReport('wasm', checked, 0).beyond.map(describeFinding)).toEqual([]);
}

describe('the engine against independent float64 numbers', () => {
  it.for(['a', 'b'] as const)('agrees on TensorFlow.js’s WASM, set %s', async (name, { skip }) => {
    if (!shared) return skip(SKIPPED);
    await selectBackend({ preferred: 'wasm' });
    leaveKernels();
    const source = weightsFolder(join(shared, 'vgg19'));
    const weights = await loadWeights({ source, deepest: 'conv5_4' });
    const set = await readSet(join(shared, 'reference'), name);
    const exact = exactOf[name];
    const options = { weights, exact, backend: 'wasm', trajectories: true, terms: true } as const;
    expectWithin(await checkSet(set, options), QUANTITIES);
  });

  // Without trajectories: those of L-BFGS part where a decision flips at their start, and then need 20
  // iterations in float64 (`npm run reference` runs them).
  it.for(['relaxed-simd', 'simd'] as const)(
    'agrees on the kernels, %s, set b',
    async (kind, { skip }) => {
      if (!shared) return skip(SKIPPED);
      await selectBackend({ preferred: 'wasm' });
      allowRelaxedSimd();
      if ((await useKernels(null, kind)) === null) return skip(`This Node has no ${kind}.`);
      const source = weightsFolder(join(shared, 'vgg19'));
      const weights = await loadWeights({ source, deepest: 'conv5_4' });
      const set = await readSet(join(shared, 'reference'), 'b');
      const { b: exact } = exactOf;
      const parts = { trajectories: false, terms: true } as const;
      const options = { weights, exact, backend: 'wasm', ...parts } as const;
      expectWithin(await checkSet(set, options), NO_TRAJECTORIES);
    },
  );

  it('agrees on WebGL in Chromium, set b', async ({ skip }) => {
    if (!shared) return skip(SKIPPED);
    const chromePath = chromiumPath();
    if (!chromePath) return skip(NO_CHROMIUM);
    const set = await readSet(join(shared, 'reference'), 'b');
    const weights = join(shared, 'vgg19');
    // Software GL is slow: the whole gradient has to stand for its terms.
    const parts = { trajectories: false, terms: false };
    expectWithin(await checkInBrowser([set], { chromePath, weights, ...parts }), NO_TRAJECTORIES);
  });

  it('says so when a number is wrong', async ({ skip }) => {
    if (!shared) return skip(SKIPPED);
    await selectBackend({ preferred: 'wasm' });
    const source = weightsFolder(join(shared, 'vgg19'));
    const weights = await loadWeights({ source, deepest: 'conv5_4' });
    const set = await readSet(join(shared, 'reference'), 'b');
    const json = structuredClone(set.json) as TraceOfConv31;
    json.pooling.max.gram.style.conv3_1.trace *= 1.0002;
    const { b: exact } = exactOf;
    const parts = { trajectories: false, terms: false } as const;
    const options = { weights, exact, backend: 'wasm', ...parts } as const;
    const { beyond } = createReport('wasm', await checkSet({ ...set, json }, options), 0);
    expect(beyond).toHaveLength(1);
    // 2e-4, and the engine's own distance of at most 1e-5.
    expect(describeFinding(beyond[0]!)).toMatch(
      /^b, max pooling: Gram matrices is off by (1\.9|2\.0)\de-4 at style conv3_1 trace; 0\.00001 is allowed\.$/,
    );
  });
});
