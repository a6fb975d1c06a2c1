import { inEnglish } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { planToPaint } from '../../test/plan-to-paint.js';
import { CommandError } from '../base/command-error.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { CommandEvent, SavedRun } from '../progress/command-event.js';
import { runBatch, summarize, throwUnlessDone } from './batch.js';

const planOf = (content: string) => planToPaint({ content, output: `${content}.png` });

const savedOf = (plan: JobPlan, stoppedEarly = false): SavedRun => ({
  output: plan.output,
  width: 4,
  height: 2,
  iterations: { index: 3, of: 9 },
  stoppedEarly,
  losses: null,
  seconds: 1,
  shortfalls: [],
});

const never = new AbortController().signal;
const common = { jobs: 1, interrupted: never, debug: false, report: () => undefined };

describe('runBatch', () => {
  it('goes on after a failure and keeps its sentence', async () => {
    const events: CommandEvent[] = [];
    const result = await runBatch({
      ...common,
      plans: ['a', 'b', 'c'].map(planOf),
      report: (event) => events.push(event),
      paint: async (plan) => {
        if (plan.content === 'b') throw new CommandError('failed', 'b is empty (0 bytes).');
        return savedOf(plan);
      },
    });
    expect(result.saved.map(({ output }) => output)).toEqual(['a.png', 'c.png']);
    expect(result.failures).toEqual([{ content: 'b', message: 'b is empty (0 bytes).' }]);
    expect(events.map(({ kind }) => kind)).toEqual(['saved', 'failed', 'saved']);
    expect(inEnglish(summarize({ ...result, seconds: 61 }))).toBe(
      '2 painted, 1 failed in 1 min 1 s.\n  b is empty (0 bytes).',
    );
    expect(() =>
      throwUnlessDone(result, { interrupted: never, contents: 3, quiet: false }),
    ).toThrow('2 painted, 1 failed');
  });

  it('throws the failure of a single content itself', async () => {
    const failure = new CommandError('failed', 'It rains.');
    const paint = async () => Promise.reject(failure);
    await expect(runBatch({ ...common, plans: [planOf('a')], paint })).rejects.toBe(failure);
  });

  it('paints as many at once as asked, and no more', async () => {
    let now = 0;
    let most = 0;
    await runBatch({
      ...common,
      jobs: 3,
      plans: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(planOf),
      paint: async (plan) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        return savedOf(plan);
      },
    });
    expect(most).toBe(3);
  });

  it('begins nothing new after an interrupt and counts what was left out', async () => {
    const abort = new AbortController();
    const result = await runBatch({
      ...common,
      interrupted: abort.signal,
      plans: ['a', 'b', 'c'].map(planOf),
      paint: async (plan) => {
        abort.abort();
        return savedOf(plan, true);
      },
    });
    expect(inEnglish(summarize({ ...result, seconds: 5 }))).toBe('1 painted, 2 left out in 5 s.');
    const ending = { interrupted: abort.signal, contents: 3, quiet: false };
    expect(() => throwUnlessDone(result, ending)).toThrow('Interrupted: 1 painted, 2 left out');
  });
});

describe('throwUnlessDone', () => {
  const astray = { ...savedOf(planOf('a')), output: 'a-2.png', shortfalls: ['a.png is full.'] };
  const ending = { interrupted: never, contents: 1, quiet: false };

  it('fails with what is not as asked, of one content and of several', () => {
    const one = { saved: [astray], failures: [], leftOut: 0, seconds: 1 };
    expect(() => throwUnlessDone(one, ending)).toThrow(
      new CommandError('failed', 'a.png is full.'),
    );
    const two = { ...one, saved: [savedOf(planOf('b')), astray] };
    expect(() => throwUnlessDone(two, { ...ending, contents: 2 })).toThrow(
      '2 painted (1 not as asked) in 1 s.\n  a.png is full.',
    );
  });

  const interrupted = AbortSignal.abort();
  const resultOf = (stoppedEarly: boolean) => ({
    saved: [savedOf(planOf('a'), stoppedEarly)],
    failures: [],
    leftOut: 0,
    seconds: 1,
  });

  it('says with --quiet what the progress would have said', () => {
    const ending = { interrupted, contents: 1, quiet: true };
    expect(() => throwUnlessDone(resultOf(true), ending)).toThrow(
      'Interrupted after 3 of 9 iterations; what was there is saved as a.png (4 × 2 px).',
    );
  });

  it('lets a run pass that was done in the moment of the interrupt', () => {
    const ending = { interrupted, contents: 1, quiet: false };
    expect(() => throwUnlessDone(resultOf(false), ending)).not.toThrow();
  });
});
