import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PaintingStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(7);
const coarseWeights = tinyNetwork(8).weights;
const request: StylizeRequest = {
  weights,
  coarseWeights,
  content: blobsPicture(181, 60, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(96, 80, 5) }],
  parameters: { size: 181, iterations: 12 },
};

async function run(change: Partial<StylizeRequest>) {
  const steps: PaintingStep[] = [];
  let picture: ArrayLike<number> = [];
  for await (const step of stylize({ ...request, ...change })) {
    if (step.phase === 'painting') steps.push(step);
    if (step.phase === 'done') picture = step.picture.data;
  }
  return { steps, picture };
}

/** As much of a run's losses as its coarse network is responsible for: 7 + 2 of 12 iterations. */
const COARSE = 9;

describe('a run with a coarse network', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('wasm');
  });

  it('begins as a run of that network and is finished by the other', async () => {
    const before = tf.memory().numTensors;
    const both = await run({});
    const coarseAlone = await run({ weights: coarseWeights });
    expect(both.steps).toHaveLength(12);
    const losses = (steps: PaintingStep[]) => steps.map((step) => step.losses.total);
    expect(losses(both.steps).slice(0, COARSE)).toEqual(losses(coarseAlone.steps).slice(0, COARSE));
    expect(losses(both.steps).at(-1)).not.toBe(losses(coarseAlone.steps).at(-1));
    expect(both.steps.map(({ scale }) => scale.index)).toEqual([
      ...Array<number>(7).fill(0),
      ...Array<number>(2).fill(1),
      ...Array<number>(3).fill(2),
    ]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('resumes to the same picture from either network', async () => {
    const whole = await run({});
    for (const at of [8, 10]) {
      let bytes: Uint8Array | null = null;
      for await (const step of stylize(request)) {
        if (step.phase === 'painting' && step.overall.index === at) {
          bytes = await step.checkpoint();
          break;
        }
      }
      const { parameters: _, ...rest } = request;
      const resumed: number[] = [];
      for await (const step of stylize({ ...rest, resume: bytes! })) {
        if (step.phase === 'done') resumed.push(...step.picture.data);
      }
      expect(resumed).toEqual([...Array.from(whole.picture)]);
    }
  });
});
