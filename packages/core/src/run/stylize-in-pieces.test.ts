import { blobsPicture, checkerPicture, cutOutPicture } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { refusingWasm } from '../../test/memory-refused.js';
import { doneStep, paintingSteps, request } from '../../test/tiny-run.js';
import { selectBackend } from '../backend/select.js';
import type { Pixels } from '../image/pixels.js';
import { createControls } from './controls.js';
import type { PreparingStep, StyleStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

/** The network reaches 48 px, so that 112 px are the least it sees. */
const large = {
  content: blobsPicture(256, 192, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(200, 190, 5) }],
  parameters: { size: 256, iterations: 8, pyramid: false },
} satisfies Partial<StylizeRequest>;
/** So little that eight pieces are needed. */
const LITTLE = { memory: 3e6 };
/** The same for L-BFGS, of which a quarter is left to the network. */
const LITTLE_FOR_LBFGS = { memory: 12e6 };

async function run(
  change: Partial<StylizeRequest>,
  at: (step: StyleStep) => void = () => {},
): Promise<StyleStep[]> {
  const steps: StyleStep[] = [];
  for await (const step of stylize(request({ ...large, ...change }))) {
    steps.push(step);
    at(step);
  }
  return steps;
}

/** The share of values that differ by more than 1 of 255, and the mean difference. */
function differences(
  one: Pixels,
  other: Pixels,
): { readonly share: number; readonly mean: number } {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let [over, sum] = [0, 0];
  for (let at = 0; at < one.data.length; at++) {
    const difference = Math.abs(one.data[at]! - other.data[at]!);
    if (difference > 1) over += 1;
    sum += difference;
  }
  return { share: over / one.data.length, mean: sum / one.data.length };
}

/**
 * Within 1 of 255 but for few values: Adam goes as far for a gradient that is next to nothing as for any other,
 * and rounding decides which way.
 */
function expectSame(one: Pixels, other: Pixels, few = 0): void {
  const { mean, share } = differences(one, other);
  expect(share).toBeLessThanOrEqual(few);
  expect(mean).toBeLessThan(0.05);
}

const preparing = (steps: readonly StyleStep[]) =>
  steps.filter((step): step is PreparingStep => step.phase === 'preparing');

describe('a run whose memory holds no whole picture', () => {
  it.each([
    ['adam', 0, {}],
    ['lbfgs', 0, { parameters: { optimizer: 'lbfgs' } }],
    ['adam, with transparency and total variation', 0.02, covered()],
    ['adam, of grey pictures', 0, grey()],
    ['adam, with average pooling', 0, { parameters: { pooling: 'average' } }],
  ] as const)('paints the same in pieces: %s', async (_, few, change) => {
    await selectBackend({ preferred: 'wasm' });
    const parameters = {
      ...large.parameters,
      ...(change as Partial<StylizeRequest>).parameters,
    };
    const before = tf.memory().numTensors;
    const whole = await run({ ...change, parameters });
    const little = parameters.optimizer === 'lbfgs' ? LITTLE_FOR_LBFGS : LITTLE;
    const pieces = await run({ ...change, parameters, ...little });
    expect(tf.memory().numTensors).toBe(before);
    expect(preparing(whole).map((step) => step.pieces)).toEqual([undefined]);
    for (const step of preparing(pieces)) {
      expect(step.pieces?.count).toBeGreaterThan(3);
      expect(step.pieces?.timeFactor).toBeGreaterThan(2);
      expect(step.pieces?.bytes).toBeGreaterThan(0);
    }
    expectSame(doneStep(pieces).picture, doneStep(whole).picture, few);
    const [last, lastWhole] = [pieces, whole].map((steps) => paintingSteps(steps).at(-1)!);
    expect([last!.losses.total]).toBeAllClose([lastWhole!.losses.total], 1e-3);
  });

  it('paints the same at every scale of a pyramid', async () => {
    await selectBackend({ preferred: 'wasm' });
    const parameters = { size: 256, iterations: 9 };
    const steps = await run({ parameters, ...LITTLE });
    const counts = preparing(steps).map(({ pieces }) => pieces?.count ?? 1);
    expect(counts.length).toBe(3);
    expect(Math.min(...counts)).toBeGreaterThan(1);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expectSame(doneStep(steps).picture, doneStep(await run({ parameters })).picture);
  });

  it('goes on from a checkpoint, in pieces or whole', async () => {
    await selectBackend({ preferred: 'wasm' });
    const whole = doneStep(await run({})).picture;
    for (const [first, second] of [
      [LITTLE, {}],
      [{}, LITTLE],
    ]) {
      const controls = createControls();
      let resume: Promise<Uint8Array> | undefined;
      await run({ controls, ...first }, (step) => {
        if (step.phase !== 'painting' || step.overall.index !== 5) return;
        resume = step.checkpoint();
        controls.stop();
      });
      const rest = await run({ resume: await resume!, ...second });
      expect(paintingSteps(rest).length).toBe(3);
      expectSame(doneStep(rest).picture, whole);
    }
  });

  it('takes live changes as a whole picture does', async () => {
    await selectBackend({ preferred: 'wasm' });
    const changed = async (change: Partial<StylizeRequest>) => {
      const controls = createControls();
      const steps = await run({ controls, ...change }, (step) => {
        if (step.phase === 'painting' && step.overall.index === 3) controls.set({ strength: 1 });
      });
      return doneStep(steps).picture;
    };
    // Without moments a step goes as far for a gradient that is next to nothing, whatever its sign.
    const { mean } = differences(await changed(LITTLE), await changed({}));
    expect(mean).toBeLessThan(0.02);
  });
});

describe('a run whose memory ends on the way', () => {
  it('goes on in pieces from the last state, and loses no iteration', async () => {
    await refusingWasm();
    const whole = doneStep(await run({})).picture;
    for (const at of [1, 3, 6]) {
      const refusal = await refusingWasm();
      let asked = false;
      const steps = await run({}, (step) => {
        if (asked || step.phase !== 'painting' || step.overall.index !== at) return;
        asked = true;
        refusal.after(9);
      });
      const iterations = paintingSteps(steps).map(({ overall }) => overall.index);
      expect(iterations).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const { failure, picture } = doneStep(steps);
      expect(failure).toBeUndefined();
      expect(preparing(steps).filter(({ pieces }) => pieces !== undefined).length).toBeGreaterThan(
        0,
      );
      expectSame(picture, whole);
      expect(tf.memory().numTensors).toBe(0);
    }
  });
});

function covered(): Partial<StylizeRequest> {
  return {
    content: cutOutPicture(256, 192, 3),
    parameters: { totalVariation: 0.1, strength: 1 },
  };
}

function grey(): Partial<StylizeRequest> {
  const greyed = ({ width, height, data }: Pixels): Pixels => ({
    width,
    height,
    data: data.map((_, at) => (at % 4 === 3 ? 255 : data[at - (at % 4)]!)),
  });
  return {
    content: greyed(blobsPicture(256, 192, 1)),
    styles: [{ kind: 'picture', pixels: greyed(checkerPicture(200, 190, 5)) }],
  };
}
