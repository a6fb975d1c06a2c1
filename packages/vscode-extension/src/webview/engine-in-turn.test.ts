import type { Engine, Run, RunEvent } from '@pastiche/panel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineInTurn } from './engine-in-turn.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function waiting() {
  let begin = () => {};
  let finish = () => {};
  const told: RunEvent[] = [];
  const release = vi.fn();
  const run = {
    pause: vi.fn(),
    cancel: vi.fn(),
    result: new Promise((resolve) => {
      finish = () => resolve('painted');
    }),
  };
  const start = vi.fn(() => run as unknown as Run);
  const engine = engineInTurn({ run: start } as unknown as Engine, {
    take: () =>
      new Promise<void>((resolve) => {
        begin = resolve;
      }),
    release,
    timers: {
      set: (act, ms) => setTimeout(act, ms),
      clear: (timer) => clearTimeout(timer as number),
    },
  });
  const mine = engine.run({} as never, (event) => told.push(event));
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { mine, told, release, run, start, settle, begin: () => begin(), finish: () => finish() };
}

describe('a run that waits for its turn', () => {
  it('says so after a moment, begins when it may, and gives the turn back', async () => {
    const { mine, told, release, run, start, settle, begin, finish } = waiting();
    expect(told).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(told).toEqual([{ kind: 'waiting' }]);
    mine.pause();
    begin();
    await settle();
    expect(start).toHaveBeenCalledOnce();
    expect(run.pause).toHaveBeenCalledOnce();
    expect(release).not.toHaveBeenCalled();
    finish();
    expect(await mine.result).toBe('painted');
    expect(release).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says nothing of a wait that is over at once', async () => {
    const { told, settle, begin } = waiting();
    begin();
    await settle();
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });

  it('is cancelled without having begun', async () => {
    const { mine, release, start, settle, begin } = waiting();
    mine.cancel();
    await expect(mine.result).rejects.toMatchObject({ code: 'aborted' });
    expect(release).toHaveBeenCalledOnce();
    begin();
    await settle();
    expect(start).not.toHaveBeenCalled();
  });
});
