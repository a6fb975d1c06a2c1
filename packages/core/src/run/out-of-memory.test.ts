import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Refusal, refusingCpu, refusingWasm } from '../../test/memory-refused.js';
import { collect, doneStep, style, weights } from '../../test/tiny-run.js';
import { takeStyleStatistics } from '../statistics/style-statistics.js';

/** Two layers and two iterations: every kind of allocation, in few milliseconds. */
const layers = { styleLayers: { conv1_1: 1 }, contentLayers: { conv1_2: 1 } };
const tiny = { parameters: { ...layers, size: 20, iterations: 2 } };

/** A sentence on memory, whatever the backend's own words in it are. */
function onMemory(backend: string): RegExp {
  return new RegExp(
    `^Painting 20 × 16 px needs more memory than the ${backend} backend can get \\(.*\\); choose a smaller size\\.$`,
  );
}

// Case 16, for every allocation of a run in turn.
describe.each([
  ['cpu', refusingCpu],
  ['wasm', refusingWasm],
] as const)('memory that is refused on %s', (backend, refusing) => {
  let refusal: Refusal;
  let before: number;

  beforeAll(async () => {
    refusal = await refusing();
    // While somebody's tensor is on it, the backend is not replaced: it has to be sound by itself.
    tf.tensor1d([1, 2, 3]);
    before = tf.memory().numTensors;
  });

  it('gives one sentence at each place of a run, and leaves nothing', async () => {
    refusal.after(1e9);
    await collect(tiny);
    const all = refusal.asked;
    expect(all).toBeGreaterThan(50);
    const seen = { thrown: 0, kept: 0 };
    for (let n = 1; n <= all; n += 1) {
      refusal.after(n);
      const end = await collect(tiny).then(doneStep, (error: Error) => error);
      refusal.never();
      const failure = end instanceof Error ? end : end.failure;
      if (end instanceof Error) seen.thrown += 1;
      else seen.kept += 1;
      expect(failure?.message, `allocation ${n} of ${all}`).toMatch(onMemory(backend));
      expect(failure).toMatchObject({ code: 'out-of-memory' });
      expect(tf.memory().numTensors, `after allocation ${n} of ${all}`).toBe(before);
    }
    expect(seen.thrown).toBeGreaterThan(10);
    expect(seen.kept).toBeGreaterThan(10);
  });

  it('gives one sentence at each place of taking statistics, and leaves nothing', async () => {
    const options = { weights, picture: style, layers: ['conv1_1'], longSides: [20] } as const;
    refusal.after(1e9);
    await takeStyleStatistics(options);
    const all = refusal.asked;
    for (let n = 1; n <= all; n += 1) {
      refusal.after(n, true);
      const error = await takeStyleStatistics(options).catch((caught) => caught);
      refusal.never();
      expect(error, `allocation ${n} of ${all}`).toMatchObject({ code: 'out-of-memory' });
      expect(tf.memory().numTensors, `after allocation ${n} of ${all}`).toBe(before);
    }
  });
});
