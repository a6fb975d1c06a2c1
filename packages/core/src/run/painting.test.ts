import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect, paintingSteps, request, style, weights } from '../../test/tiny-run.js';
import { createControls } from './controls.js';
import type { StyleStep } from './style-step.js';
import { stylize } from './stylize.js';

describe('cancelling', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  const aborted = { code: 'aborted', message: 'The run was cancelled.' };

  it('is refused before it starts when the signal is aborted already', async () => {
    const before = tf.memory().numTensors;
    await expect(collect({ signal: AbortSignal.abort('no') })).rejects.toMatchObject({
      ...aborted,
      cause: 'no',
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['preparing', 0],
    ['painting', 3],
  ] as const)('ends within one iteration when aborted at a %s step', async (phase, count) => {
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    const seen: StyleStep[] = [];
    const run = async () => {
      for await (const step of stylize(request({ signal: abort.signal }))) {
        seen.push(step);
        if (step.phase === phase && paintingSteps(seen).length === count) abort.abort();
      }
    };
    await expect(run()).rejects.toMatchObject(aborted);
    expect(paintingSteps(seen).length).toBe(count);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('hears an abort from a timer while nobody waits between the steps', async () => {
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 60);
    const parameters = { iterations: 10_000 };
    await expect(collect({ signal: abort.signal, parameters })).rejects.toMatchObject(aborted);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ends a pause when aborted', async () => {
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    const controls = createControls();
    controls.pause();
    setTimeout(() => abort.abort(), 20);
    await expect(collect({ signal: abort.signal, controls })).rejects.toMatchObject(aborted);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('leaving early', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  it.each(['adam', 'lbfgs'] as const)('frees everything at each step of %s', async (optimizer) => {
    const before = tf.memory().numTensors;
    const parameters = { size: 181, iterations: 3, optimizer } as const;
    const whole = await collect({ content: style, parameters });
    expect(whole.length).toBe(6);
    for (let leaveAt = 0; leaveAt < whole.length; leaveAt++) {
      let index = 0;
      for await (const step of stylize(request({ content: style, parameters }))) {
        if (step.phase === 'painting') await Promise.all([step.picture(), step.checkpoint()]);
        if (index++ === leaveAt) break;
      }
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('frees everything when the caller throws', async () => {
    const before = tf.memory().numTensors;
    const run = async () => {
      for await (const step of stylize(request())) {
        if (step.phase === 'painting') throw new Error('the caller’s own');
      }
    };
    await expect(run()).rejects.toThrow('the caller’s own');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe.each(['cpu', 'wasm'])('a run that diverges on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each([
    [
      'a gradient too large for float32',
      { alpha: 1e38, initialImage: 'noise' },
      'squared gradient',
    ],
    ['a loss too large for a number', { beta: 1e308, styleLayers: { conv1_1: 1e5 } }, 'loss'],
  ] as const)('ends with a sentence: %s', async (_, parameters, what) => {
    const before = tf.memory().numTensors;
    await expect(collect({ parameters })).rejects.toMatchObject({
      code: 'diverged',
      message: `The ${what} should be a number, but it became Infinity at iteration 1; choose the optimizer "adam", a lower alpha or beta, or fewer changes while it paints.`,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ends half way when a live change is what breaks it', async () => {
    const before = tf.memory().numTensors;
    const controls = createControls();
    const seen: StyleStep[] = [];
    const run = async () => {
      for await (const step of stylize(request({ controls }))) {
        seen.push(step);
        if (paintingSteps(seen).length === 2) controls.set({ totalVariation: 1e38 });
      }
    };
    await expect(run()).rejects.toMatchObject({
      code: 'diverged',
      message: expect.stringContaining('at iteration 3;'),
    });
    expect(paintingSteps(seen).length).toBe(2);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a network with a value that is not a number', () => {
  it('ends the run with a sentence on the CPU', async () => {
    await tf.setBackend('cpu');
    const layers = new Map(weights.layers);
    const first = layers.get('conv1_1')!;
    layers.set('conv1_1', { ...first, bias: first.bias.map(() => Number.NaN) });
    const before = tf.memory().numTensors;
    await expect(collect({ weights: { ...weights, layers } })).rejects.toMatchObject({
      code: 'diverged',
      message: expect.stringMatching(
        /^The loss should be a number, but it became NaN at iteration 1;/,
      ),
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
