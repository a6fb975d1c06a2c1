import { blobsPicture, checkerPicture, cutOutPicture } from '@pastiche/test-fixtures';
import { tinyNetwork } from '@pastiche/test-fixtures/tiny-network';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusingWasm } from '../../test/memory-refused.js';
import { doneStep, paintingSteps, request } from '../../test/tiny-run.js';
import { selectBackend } from '../backend/select.js';
import type { Mask } from '../image/mask.js';
import type { Pixels } from '../image/pixels.js';
import { takeStyleStatistics } from '../statistics/style-statistics.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { createControls } from './controls.js';
import type { PreparingStep, StyleStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

/**
 * A network without decisions: of positive numbers it makes positive ones, which no ReLU cuts off. Elsewhere one
 * between values that are equal within rounding may go either way, and what follows from it says nothing
 * of pieces.
 */
function undecided(seed: number): NetworkWeights {
  const tiny = tinyNetwork(seed).weights;
  const layers = [...tiny.layers].map(([name, layer]) => {
    const { outputChannels } = layer;
    const share = outputChannels / layer.kernel.reduce((sum, value) => sum + Math.abs(value), 0);
    const kernel = layer.kernel.map((value) => Math.abs(value) * share);
    return [name, { ...layer, kernel, bias: layer.bias.map(() => 0.1) }] as const;
  });
  return { ...tiny, id: `undecided-${seed}`, inputMean: [0, 0, 0], layers: new Map(layers) };
}

const weights = undecided(7);

/** The network reaches 48 px, so that 112 px are the least it sees. */
const large = {
  weights,
  content: blobsPicture(192, 160, 1),
  styles: [{ kind: 'picture', pixels: checkerPicture(150, 140, 5) }],
  parameters: { size: 192, iterations: 6, pyramid: false, pooling: 'average' },
} satisfies Partial<StylizeRequest>;
/** So little that four pieces of 144 × 128 px are needed. */
const LITTLE = { memory: 3.3e6 };
/** The same for L-BFGS, of which a quarter is left to the network. */
const LITTLE_FOR_LBFGS = { memory: 13.2e6 };

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

/** Within 1 of 255. */
function expectSame(one: Pixels, other: Pixels): void {
  const { mean, share } = differences(one, other);
  expect(share).toBe(0);
  expect(mean).toBeLessThan(0.05);
}

const preparing = (steps: readonly StyleStep[]) =>
  steps.filter((step): step is PreparingStep => step.phase === 'preparing');

describe('a run whose memory holds no whole picture', () => {
  it.each([
    ['adam', {}],
    ['lbfgs', { parameters: { optimizer: 'lbfgs' } }],
    ['adam, with transparency and total variation', covered()],
    ['adam, of grey pictures', grey()],
    ['adam, of a content that is protected in part', { protect: leftHalf() }],
    ['lbfgs, protected', { protect: leftHalf(), parameters: { optimizer: 'lbfgs' } }],
    ['adam, at an odd size, from noise, with max pooling', odd()],
    ['lbfgs, at an odd size', odd('lbfgs')],
    ['two networks', { coarseWeights: undecided(8) }],
  ] as const)('paints the same in pieces: %s', async (_, change) => {
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
    expect(preparing(whole).filter((step) => step.pieces !== undefined)).toEqual([]);
    for (const step of preparing(pieces)) {
      expect(step.pieces?.count).toBeGreaterThan(3);
      expect(step.pieces?.timeFactor).toBeGreaterThan(2);
      expect(step.pieces?.bytes).toBeGreaterThan(0);
    }
    expectSame(doneStep(pieces).picture, doneStep(whole).picture);
    const [last, lastWhole] = [pieces, whole].map((steps) => paintingSteps(steps).at(-1)!);
    expect([last!.losses.total]).toBeAllClose([lastWhole!.losses.total], 1e-3);
  });

  it('paints the same at every scale of a pyramid', async () => {
    await selectBackend({ preferred: 'wasm' });
    const parameters = { ...large.parameters, iterations: 7, pyramid: true };
    const steps = await run({ parameters, ...LITTLE });
    const counts = preparing(steps).map(({ pieces }) => pieces?.count ?? 1);
    expect(counts.length).toBe(2);
    const ahead = preparing(steps).map((step) => step.ahead?.map(({ pieces }) => pieces.count));
    expect(ahead).toEqual([counts.slice(1), undefined]);
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
        if (step.phase !== 'painting' || step.overall.index !== 3) return;
        resume = step.checkpoint();
        controls.stop();
      });
      const rest = await run({ resume: await resume!, ...second });
      expect(paintingSteps(rest).length).toBe(3);
      expectSame(doneStep(rest).picture, whole);
    }
  });

  it('paints the same by the statistics of a style', async () => {
    await selectBackend({ preferred: 'wasm' });
    const statistics = await takeStyleStatistics({
      weights,
      picture: checkerPicture(150, 140, 5),
      pooling: 'average',
      longSides: [150],
    });
    const change = { styles: [{ kind: 'statistics', statistics }] } as const;
    const whole = doneStep(await run(change)).picture;
    expectSame(doneStep(await run({ ...change, ...LITTLE })).picture, whole);
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
    expectSame(await changed(LITTLE), await changed({}));
  });
});

describe('a run in pieces that is cancelled', () => {
  afterEach(() => vi.restoreAllMocks());

  it('ends before the next piece', async () => {
    await selectBackend({ preferred: 'wasm' });
    const before = tf.memory().numTensors;
    // Whoever looks at the clock finds that it has been a while.
    let looks = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => 100 * ++looks);
    const controls = createControls();
    let begun = 0;
    const steps = await run({ ...LITTLE, controls }, (step) => {
      if (step.phase !== 'painting') return;
      if (step.overall.index === 1) begun = looks;
      if (step.overall.index === 2) controls.stop();
    });
    const inAnIteration = looks - begun;
    expect(preparing(steps)[0]?.pieces?.count).toBeGreaterThan(3);
    expect(inAnIteration).toBeGreaterThan(30);
    for (const after of [2, 9]) {
      const cancel = new AbortController();
      let abortedAt = 0;
      const abort = () => {
        abortedAt = looks;
        cancel.abort();
      };
      const abortLater = (tasks: number): void =>
        void setTimeout(tasks > 1 ? () => abortLater(tasks - 1) : abort);
      const painting = run({ ...LITTLE, signal: cancel.signal }, (step) => {
        if (step.phase === 'painting' && step.overall.index === 1) abortLater(after);
      });
      await expect(painting).rejects.toMatchObject({ code: 'aborted' });
      expect(abortedAt).toBeGreaterThan(0);
      expect(looks - abortedAt).toBeLessThan(4);
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe('a run whose memory ends on the way', () => {
  it('goes on in pieces from the last state, and loses no iteration', async () => {
    await refusingWasm();
    const whole = doneStep(await run({})).picture;
    for (const at of [1, 4]) {
      const refusal = await refusingWasm();
      let asked = false;
      const steps = await run({}, (step) => {
        if (asked || step.phase !== 'painting' || step.overall.index !== at) return;
        asked = true;
        refusal.after(9);
      });
      const iterations = paintingSteps(steps).map(({ overall }) => overall.index);
      expect(iterations).toEqual([1, 2, 3, 4, 5, 6]);
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

/** Left of the middle nothing may change; the edge between is soft. */
function leftHalf(): Mask {
  const values = Array.from({ length: 192 * 160 }, (_, at) => 255 - 4 * ((at % 192) - 96));
  return { width: 192, height: 160, data: Uint8ClampedArray.from(values) };
}

function odd(optimizer: 'adam' | 'lbfgs' = 'adam'): Partial<StylizeRequest> {
  const pooling = optimizer === 'lbfgs' ? 'average' : 'max';
  return {
    content: blobsPicture(187, 157, 1),
    parameters: { size: 187, optimizer, pooling, initialImage: 'noise' },
  };
}

function covered(): Partial<StylizeRequest> {
  return {
    content: cutOutPicture(192, 160, 3),
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
    content: greyed(blobsPicture(192, 160, 1)),
    styles: [{ kind: 'picture', pixels: greyed(checkerPicture(150, 140, 5)) }],
  };
}
