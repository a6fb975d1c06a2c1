import { blobsPicture } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Refusal, refusingWasm } from '../../test/memory-refused.js';
import { collect, doneStep, request } from '../../test/tiny-run.js';
import { backendFailure } from '../backend/guard-backend.js';
import { wasmModule } from '../backend/wasm-heap.js';
import { createControls } from './controls.js';
import type { StyleStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

/** Two scales, 128 × 86 and 181 × 121 px, with 3 and 2 iterations. */
const twoScales = {
  content: blobsPicture(90, 60, 1),
  parameters: { size: 181, iterations: 5 },
} satisfies Partial<StylizeRequest>;

/** Two pictures byte for byte; `toEqual` would print all of them. */
function expectSame(one: ArrayLike<number>, other: ArrayLike<number>): void {
  expect(Buffer.compare(Uint8Array.from(one), Uint8Array.from(other))).toBe(0);
}

type Where = (step: StyleStep) => boolean;
const atTheFinest: Where = ({ phase, scale }: StyleStep & { scale?: { index: number } }) =>
  phase === 'preparing' && scale?.index === 1;
const afterIteration =
  (overall: number): Where =>
  (step) =>
    step.phase === 'painting' && step.overall.index === overall;

let refusal: Refusal;

beforeEach(async () => {
  refusal = await refusingWasm();
});
afterEach(() => refusal.never());

/** Runs two scales and does something at one step. */
async function interfered(where: Where, interfere: () => void, change = {}): Promise<StyleStep[]> {
  const steps: StyleStep[] = [];
  for await (const step of stylize(request({ ...twoScales, ...change }))) {
    steps.push(step);
    if (where(step)) interfere();
  }
  return steps;
}

/** What a run gives that is stopped there. */
async function stopped(where: Where): Promise<ArrayLike<number>> {
  const controls = createControls();
  return doneStep(await interfered(where, controls.stop, { controls })).picture.data;
}

describe('a run whose memory ends (case 16)', () => {
  it.each([
    ['for good', true],
    ['once', false],
  ])('gives what the last scale reached when the next is refused memory %s', async (_, forGood) => {
    const steps = await interfered(atTheFinest, () => refusal.after(3, forGood));
    const done = doneStep(steps);
    expect(done).toMatchObject({
      stoppedEarly: true,
      failure: {
        code: 'out-of-memory',
        message: expect.stringMatching(
          /^Painting 181 × 121 px needs more memory than the wasm backend can get \(out of memory: \d+ bytes beside the \d+ of the heap\); choose a smaller size\.$/,
        ),
      },
      reached: { width: 128, height: 86 },
      picture: { width: 181, height: 121 },
    });
    expect(done.losses).not.toBeNull();
    refusal = await refusingWasm();
    expectSame(done.picture.data, await stopped(afterIteration(3)));
  });

  it('gives the picture of the last iteration where it can still be read', async () => {
    const done = doneStep(await interfered(afterIteration(4), () => refusal.after(5)));
    expect(done.failure?.code).toBe('out-of-memory');
    expectSame(done.picture.data, await stopped(afterIteration(4)));
  });

  it('throws when nothing was painted', async () => {
    const begins: Where = ({ phase }) => phase === 'preparing';
    await expect(interfered(begins, () => refusal.after(3, true))).rejects.toMatchObject({
      code: 'out-of-memory',
    });
  });

  it('leaves a fresh heap to the next run, and no tensors', async () => {
    const whole = doneStep(await collect(twoScales)).picture.data;
    const before = tf.backend();
    await interfered(atTheFinest, () => refusal.after(3, true));
    expect(tf.memory().numTensors).toBe(0);
    expect(tf.backend()).not.toBe(before);
    expect(wasmModule()?.HEAPU8.length).toBeLessThan(2 ** 25);
    const again = doneStep(await collect(twoScales));
    expect(again.failure).toBeUndefined();
    expectSame(again.picture.data, whole);
  });

  it('is gone on with from its last checkpoint', async () => {
    const whole = doneStep(await collect(twoScales)).picture.data;
    let checkpoint: Uint8Array | undefined;
    for await (const step of stylize(request(twoScales))) {
      if (step.phase !== 'painting' || step.overall.index !== 4) continue;
      checkpoint = await step.checkpoint();
      refusal.after(3, true);
    }
    const { weights, content, styles } = request(twoScales);
    const resumed: StyleStep[] = [];
    for await (const step of stylize({ weights, content, styles, resume: checkpoint! })) {
      resumed.push(step);
    }
    expectSame(doneStep(resumed).picture.data, whole);
  });
});

describe('a backend that breaks', () => {
  const trap = () => new WebAssembly.RuntimeError('memory access out of bounds');

  /** From now on the module's own functions trap, as they do on a heap that was written over. */
  function breakWasm(broken: readonly ('_malloc' | '_free')[]): void {
    const module = wasmModule()!;
    for (const name of broken) {
      module[name] = () => {
        throw trap();
      };
    }
  }

  it('does not hide the first error when freeing fails as well, and is replaced (case 16)', async () => {
    const before = tf.backend();
    const done = doneStep(
      await interfered(afterIteration(4), () => breakWasm(['_malloc', '_free'])),
    );
    expect(done.failure).toMatchObject({
      code: 'backend-unavailable',
      message:
        'The wasm backend failed while painting 181 × 121 px: memory access out of bounds. Choose another backend or a smaller size.',
    });
    expect(tf.memory().numTensors).toBe(0);
    expect(tf.backend()).not.toBe(before);
    expect(backendFailure()).toBeUndefined();
    // Nothing on a broken heap is believed: what is kept is the scale before.
    expectSame(done.picture.data, await stopped(afterIteration(3)));
  });

  it('is heard of when only freeing fails', async () => {
    const done = doneStep(await interfered(afterIteration(4), () => breakWasm(['_free'])));
    expect(done.failure?.message).toContain('memory access out of bounds');
    expect(tf.memory().numTensors).toBe(0);
  });

  it('is heard of by someone who leaves the run', async () => {
    const leave = async () => {
      for await (const step of stylize(request())) {
        if (step.phase !== 'painting') continue;
        breakWasm(['_free']);
        return;
      }
    };
    await expect(leave()).rejects.toMatchObject({ code: 'backend-unavailable' });
    expect(doneStep(await collect()).failure).toBeUndefined();
  });

  it('takes no finished painting with it', async () => {
    const last = afterIteration(5);
    let most = Number.POSITIVE_INFINITY;
    let calls = 0;
    const freeing = () => {
      const module = wasmModule()!;
      const free = module._free;
      calls = 0;
      module._free = (address) => {
        calls += 1;
        if (calls >= most) throw trap();
        free(address);
      };
    };
    const whole = doneStep(await interfered(last, freeing)).picture.data;
    most = calls;
    refusal = await refusingWasm();
    const before = tf.backend();
    const done = doneStep(await interfered(last, freeing));
    expect(done.failure).toBeUndefined();
    expectSame(done.picture.data, whole);
    expect(tf.backend()).not.toBe(before);
  });

  it('leaves no listeners of its own on the process', async () => {
    const count = () => process.listenerCount('unhandledRejection');
    await interfered(afterIteration(4), () => breakWasm(['_malloc', '_free']));
    const once = count();
    for (let times = 0; times < 3; times += 1) {
      await interfered(afterIteration(4), () => breakWasm(['_malloc', '_free']));
    }
    expect(count()).toBeLessThanOrEqual(once);
  });
});
