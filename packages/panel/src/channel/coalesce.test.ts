import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCoalescer } from './coalesce.js';
import { REALM_TIMERS } from './realm-timers.js';

/** A coalescer of 100 ms and a log of what it does. */
function coalescer() {
  const log: string[] = [];
  const { push, flush, close } = createCoalescer<string, number>({
    send: (key, value) => log.push(`send ${key}${value}`),
    intervalMs: 100,
    timers: REALM_TIMERS,
    drop: (value, key) => log.push(`drop ${key}${value}`),
  });
  return { log, push, flush, close };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a coalescer', () => {
  it('sends the first push at once', () => {
    const { log, push } = coalescer();
    push('a', 1);
    expect(log).toEqual(['send a1']);
  });

  it('keeps the newest of the next 100 ms, and drops those that it replaces', () => {
    const { log, push } = coalescer();
    push('a', 1);
    push('a', 2);
    push('a', 3);
    vi.advanceTimersByTime(99);
    expect(log).toEqual(['send a1', 'drop a2']);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(['send a1', 'drop a2', 'send a3']);
  });

  it('begins the interval anew when it sends', () => {
    const { log, push } = coalescer();
    push('a', 1);
    push('a', 2);
    vi.advanceTimersByTime(100);
    push('a', 3);
    expect(log).toEqual(['send a1', 'send a2']);
    vi.advanceTimersByTime(100);
    expect(log).toEqual(['send a1', 'send a2', 'send a3']);
  });

  it('is idle after an interval in which nothing came, so the next push goes out at once', () => {
    const { log, push } = coalescer();
    push('a', 1);
    vi.advanceTimersByTime(100);
    expect(vi.getTimerCount()).toBe(0);
    push('a', 2);
    expect(log).toEqual(['send a1', 'send a2']);
  });

  it('keeps keys apart and sends them in the order of their last push', () => {
    const { log, push } = coalescer();
    push('a', 1);
    push('a', 2);
    push('b', 3);
    push('a', 4);
    vi.advanceTimersByTime(100);
    expect(log).toEqual(['send a1', 'drop a2', 'send b3', 'send a4']);
  });

  it('flush sends what waits now, and nothing later', () => {
    const { log, push, flush } = coalescer();
    push('a', 1);
    push('a', 2);
    push('b', 3);
    flush();
    expect(log).toEqual(['send a1', 'send a2', 'send b3']);
    vi.advanceTimersByTime(1000);
    flush();
    expect(log).toHaveLength(3);
  });

  it('keeps the pace after a flush', () => {
    const { log, push, flush } = coalescer();
    push('a', 1);
    flush();
    push('a', 2);
    expect(log).toEqual(['send a1']);
    vi.advanceTimersByTime(100);
    expect(log).toEqual(['send a1', 'send a2']);
  });

  it('close drops what waits and what still comes', () => {
    const { log, push, flush, close } = coalescer();
    push('a', 1);
    push('a', 2);
    close();
    expect(vi.getTimerCount()).toBe(0);
    push('a', 3);
    flush();
    vi.advanceTimersByTime(1000);
    expect(log).toEqual(['send a1', 'drop a2', 'drop a3']);
  });

  it('counts undefined as a value', () => {
    const sent: unknown[] = [];
    const drop = vi.fn();
    const { push, flush } = createCoalescer<string, undefined>({
      send: (...all) => sent.push(all),
      intervalMs: 100,
      timers: REALM_TIMERS,
      drop,
    });
    for (let i = 0; i < 3; i++) push('a', undefined);
    flush();
    expect(sent).toEqual([
      ['a', undefined],
      ['a', undefined],
    ]);
    expect(drop).toHaveBeenCalledOnce();
  });
});
