import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { cutOutPicture } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  alphaBytes,
  collect,
  content,
  doneStep,
  paintingSteps,
  request,
} from '../../test/tiny-run.js';
import type { Losses } from '../loss/losses.js';
import { createControls, LIVE_PARAMETERS, type LiveChanges } from './controls.js';
import type { StyleStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

describe('the controls by themselves', () => {
  it('keep all changes, later ones over earlier ones', () => {
    const controls = createControls();
    expect(controls.changes).toEqual({});
    controls.set({ strength: 0.2, alpha: 1 });
    controls.set({ strength: 0.9 });
    expect(controls.changes).toEqual({ strength: 0.9, alpha: 1 });
  });

  it('wake every waiting run on resume and on stop, and wait only while paused', async () => {
    const controls = createControls();
    await controls.whenRunning();
    for (const wake of [controls.resume, controls.stop]) {
      controls.pause();
      expect(controls.paused).toBe(true);
      const woken: string[] = [];
      const both = ['a', 'b'].map((name) => controls.whenRunning().then(() => woken.push(name)));
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(woken).toEqual([]);
      wake();
      await Promise.all(both);
      expect(woken).toEqual(['a', 'b']);
      expect(controls.paused).toBe(false);
    }
  });

  it('stay stopped', () => {
    const controls = createControls();
    controls.stop();
    controls.pause();
    controls.resume();
    expect([controls.stopped, controls.paused]).toEqual([true, false]);
  });
});

describe('pausing and stopping a run', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it('makes no iteration while paused, goes on when resumed, and ends in the same picture', async () => {
    const controls = createControls();
    const run = stylize(request({ controls }));
    const steps: StyleStep[] = [];
    for (let count = 0; count < 3; count++) steps.push((await run.next()).value as StyleStep);
    controls.pause();
    let arrived = false;
    const next = run.next().then((result) => {
      arrived = true;
      return result;
    });
    const wait = () => new Promise((resolve) => setTimeout(resolve, 30));
    await wait();
    expect(arrived).toBe(false);
    // Paused again before the wait was woken: still no iteration.
    controls.resume();
    controls.pause();
    await wait();
    expect(arrived).toBe(false);
    controls.resume();
    steps.push((await next).value as StyleStep);
    for await (const step of run) steps.push(step);
    expect(paintingSteps(steps).map(({ overall }) => overall.index)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Uint8ClampedArray.from(doneStep(steps).picture.data)).toEqual(
      Uint8ClampedArray.from(doneStep(await collect()).picture.data),
    );
  });

  it('stops while paused with the picture so far', async () => {
    const before = tf.memory().numTensors;
    const controls = createControls();
    const steps: StyleStep[] = [];
    for await (const step of stylize(request({ controls }))) {
      steps.push(step);
      if (paintingSteps(steps).length !== 2 || step.phase !== 'painting') continue;
      controls.pause();
      setTimeout(() => controls.stop(), 20);
    }
    expect(steps.map(({ phase }) => phase)).toEqual(['preparing', 'painting', 'painting', 'done']);
    expect(doneStep(steps)).toMatchObject({ stoppedEarly: true });
    expect(doneStep(steps).losses).toEqual(paintingSteps(steps)[1]!.losses);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives the full size when stopped at a coarse scale', async () => {
    const controls = createControls();
    const cutOut = cutOutPicture(181, 120, 4);
    const parameters = { size: 181, iterations: 40 };
    const steps: StyleStep[] = [];
    for await (const step of stylize(request({ content: cutOut, controls, parameters }))) {
      steps.push(step);
      if (step.phase === 'painting') controls.stop();
    }
    const { picture, stoppedEarly } = doneStep(steps);
    expect([picture.width, picture.height, stoppedEarly]).toEqual([181, 120, true]);
    expect(paintingSteps(steps).map(({ scale }) => scale.width)).toEqual([128]);
    expect(alphaBytes(picture)).toEqual(alphaBytes(cutOut));
  });

  it('gives the starting picture when stopped before the first iteration', async () => {
    const controls = createControls();
    controls.stop();
    const steps = await collect({ controls });
    expect(steps.map(({ phase }) => phase)).toEqual(['preparing', 'done']);
    expect(doneStep(steps)).toMatchObject({ stoppedEarly: true, losses: null });
    expect(doneStep(steps).picture).toEqual(content);
  });

  it('is complete when stopped at its very last iteration', async () => {
    const controls = createControls();
    let done: StyleStep | null = null;
    for await (const step of stylize(request({ controls, parameters: { iterations: 2 } }))) {
      if (step.phase === 'painting' && step.overall.index === 2) controls.stop();
      done = step;
    }
    expect(done).toMatchObject({ phase: 'done', stoppedEarly: false });
  });
});

/** The losses of each iteration of a run in which `change` is set after the second. */
async function lossesAround(
  change: LiveChanges,
  parameters: StylizeRequest['parameters'] = {},
): Promise<Losses[]> {
  const controls = createControls();
  const losses: Losses[] = [];
  for await (const step of stylize(request({ controls, parameters }))) {
    if (step.phase !== 'painting') continue;
    losses.push(step.losses);
    if (losses.length === 2) controls.set(change);
  }
  return losses;
}

describe('live changes', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it.each([
    ['strength', { strength: 1 }, (l: Losses) => 1e-3 * l.content + l.style],
    ['alpha', { alpha: 5 }, (l: Losses) => 5 * l.content + l.style],
    ['beta', { beta: 0 }, (l: Losses) => 0.1 * l.content],
    [
      'totalVariation',
      { totalVariation: 3 },
      (l: Losses) => 0.1 * l.content + l.style + 3 * l.totalVariation,
    ],
    [
      'contentLayers',
      { contentLayers: { conv4_2: 4 } },
      (l: Losses) => 0.4 * l.contentByLayer.conv4_2! + l.style,
    ],
    [
      'styleLayers',
      { styleLayers: { conv2_1: 2 } },
      (l: Losses) => 0.1 * l.content + 2 * l.styleByLayer.conv2_1!,
    ],
  ] as const)(
    'of %s takes effect at the next iteration and not before',
    async (_, change, total) => {
      const plain = await lossesAround({});
      const changed = await lossesAround(change);
      expect(changed.length).toBe(6);
      expect(changed.slice(0, 2)).toEqual(plain.slice(0, 2));
      // The third evaluation is at the same image: the same losses of the layers, another total.
      expect(changed[2]!.styleByLayer).toEqual(plain[2]!.styleByLayer);
      expect(changed[2]!.contentByLayer).toEqual(plain[2]!.contentByLayer);
      for (const losses of changed.slice(2)) expect(losses.total).toBeCloseTo(total(losses), 6);
      expect(changed[2]!.total).not.toBeCloseTo(plain[2]!.total, 4);
      expect(changed[3]!.styleByLayer).not.toEqual(plain[3]!.styleByLayer);
    },
  );

  it.each([
    { strength: 0.9 },
    { alpha: 5 },
    { beta: 0 },
    { totalVariation: 3 },
    { styleLayers: { conv2_1: 2 } },
  ])('before the first iteration paint as if asked for from the start: %j', async (change) => {
    const controls = createControls();
    controls.set(change);
    const live = doneStep(await collect({ controls, parameters: { initialImage: 'noise' } }));
    const fixed = doneStep(await collect({ parameters: { initialImage: 'noise', ...change } }));
    expect(live.picture).toEqual(fixed.picture);
    expect(live.losses?.total).toBe(fixed.losses?.total);
    const unchanged = doneStep(await collect({ parameters: { initialImage: 'noise' } }));
    expect(live.picture).not.toEqual(unchanged.picture);
  });

  it('of beta to 0 leave only the content, which the starting picture already is', async () => {
    const controls = createControls();
    controls.set({ beta: 0 });
    expect(doneStep(await collect({ controls })).picture).toEqual(content);
    expect(doneStep(await collect()).picture).not.toEqual(content);
  });

  it('of strength does nothing where alpha and beta are given', async () => {
    const given = { alpha: 0.5, beta: 2, strength: 0 };
    expect(await lossesAround({ strength: 1 }, given)).toEqual(await lossesAround({}, given));
    const [first] = await lossesAround({}, given);
    expect(first!.total).toBeCloseTo(0.5 * first!.content + 2 * first!.style, 6);
  });

  it('that are undefined change nothing', async () => {
    const parameters = { strength: 1, alpha: 3 };
    const change = { strength: undefined, alpha: undefined };
    expect(await lossesAround(change, parameters)).toEqual(await lossesAround({}, parameters));
  });

  it('can take a layer out and bring it back', async () => {
    const controls = createControls();
    const totals: [number, number][] = [];
    for await (const step of stylize(request({ controls }))) {
      if (step.phase !== 'painting') continue;
      const { losses } = step;
      totals.push([losses.style, losses.styleByLayer.conv5_1 ?? Number.NaN]);
      if (totals.length === 1) controls.set({ styleLayers: { conv1_1: 1 } });
      if (totals.length === 2) controls.set({ styleLayers: { conv5_1: 1 } });
    }
    expect(totals.length).toBe(6);
    expect(totals[1]![0]).not.toBeCloseTo(totals[1]![1], 4);
    expect(totals[2]![0]).toBe(totals[2]![1]);
  });

  it.each([
    [
      { styleLayers: { conv1_1: 1, conv4_2: 1 } },
      'While it paints, styleLayers can change the weights of conv1_1, conv2_1, conv3_1, conv4_1, conv5_1, but conv4_2 came; start the run with that layer, at weight 0 if need be.',
    ],
    [
      { contentLayers: { conv1_1: 1 } },
      'While it paints, contentLayers can change the weights of conv4_2, but conv1_1 came; start the run with that layer, at weight 0 if need be.',
    ],
    [{ strength: Number.NaN }, 'strength must be a number from 0 to 1, but NaN came.'],
    [{ alpha: -1 }, 'alpha must be a number of at least 0, or null, but -1 came.'],
    [
      { alpha: 0, beta: 0 },
      'alpha and beta are both 0, so nothing would be painted; make one of them larger than 0.',
    ],
    [
      { size: 64 } as LiveChanges,
      `While it paints, ${LIVE_PARAMETERS.join(', ')} can change, but size came; start a new run for that.`,
    ],
  ])('that make no sense end the run: %j', async (change, message) => {
    const before = tf.memory().numTensors;
    await expect(lossesAround(change)).rejects.toMatchObject({
      code: 'invalid-parameter',
      message,
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
