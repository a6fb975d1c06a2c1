import { blobsPicture, checkerPicture } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { refusingWasm } from '../../test/memory-refused.js';
import { collect, doneStep, paintingSteps } from '../../test/tiny-run.js';
import type { StyleStep } from './style-step.js';
import type { StylizeRequest } from './stylize-request.js';

/** Two layers and two iterations: every kind of allocation, in few milliseconds; large enough to be halved once. */
const layers = { styleLayers: { conv1_1: 1 }, contentLayers: { conv1_2: 1 } };
const whole = {
  content: blobsPicture(128, 96, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(40, 48, 5) }],
  parameters: { ...layers, size: 128, iterations: 2, pyramid: false },
} satisfies Partial<StylizeRequest>;
/** So little memory that it begins in pieces, which can be halved once more. */
const inPieces = {
  ...whole,
  content: blobsPicture(160, 120, 1),
  parameters: { ...whole.parameters, size: 160 },
  memory: 4e6,
};

const iterations = (steps: readonly StyleStep[]) =>
  paintingSteps(steps).map(({ overall }) => overall.index);
const counts = (steps: readonly StyleStep[]) =>
  steps.flatMap((step) => (step.phase === 'preparing' ? [step.pieces?.count ?? 1] : []));

/** The run from a fresh backend on that refuses its n-th allocation, and how many were asked for. */
async function refused(asked: Partial<StylizeRequest>, n: number, forGood = false) {
  const refusal = await refusingWasm();
  refusal.after(n, forGood);
  const end = await collect(asked).catch((error: Error) => error);
  refusal.never();
  return { end, asked: refusal.asked };
}

// Case 16.
describe.each([
  ['whole', whole, 5],
  ['in pieces', inPieces, 8],
] as const)('memory that is refused to a run that begins %s', (_, asked, every) => {
  it('is done with less at a time, without losing an iteration', async () => {
    const calm = await refused(asked, 1e9);
    if (calm.end instanceof Error) throw calm.end;
    const { data } = doneStep(calm.end).picture;
    const [before] = counts(calm.end);
    let [done, others] = [0, 0];
    for (let n = 1; n <= calm.asked; n += every) {
      const at = `allocation ${n} of ${calm.asked}`;
      const { end } = await refused(asked, n);
      expect(tf.memory().numTensors, `after ${at}`).toBe(0);
      // Before there is a state there is nothing to go on from, after the last iteration nothing to do.
      if (end instanceof Error || doneStep(end).failure !== undefined) {
        const failure = end instanceof Error ? end : doneStep(end).failure;
        expect(failure, at).toMatchObject({ code: 'out-of-memory' });
        others += 1;
        continue;
      }
      expect(iterations(end), at).toEqual([1, 2]);
      expect(counts(end).at(-1), at).toBeGreaterThan(before as number);
      const picture = doneStep(end).picture.data;
      expect(Math.max(...Array.from(picture, (v, i) => Math.abs(v - data[i]!))), at).toBeLessThan(
        2,
      );
      done += 1;
    }
    expect(done).toBeGreaterThan(5 * others);
    expect(done).toBeGreaterThan(20);
  });

  it('ends in one sentence where it stays refused', async () => {
    // While somebody's tensor is on it, the backend is not replaced.
    const { asked: all } = await refused(asked, 1e9);
    for (const share of [0.3, 0.6, 0.9]) {
      const refusal = await refusingWasm();
      const kept = tf.tensor1d([1]);
      refusal.after(Math.floor(all * share), true);
      const end = await collect(asked).then(doneStep, (error: Error) => error);
      refusal.never();
      const failure = end instanceof Error ? end : end.failure;
      expect(failure).toMatchObject({ code: 'out-of-memory' });
      expect(failure?.message).toMatch(/choose a smaller size\.$/);
      expect(tf.memory().numTensors).toBe(1);
      kept.dispose();
    }
  });
});
