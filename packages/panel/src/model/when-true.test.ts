import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenTrue } from './when-true.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('waiting for signals', () => {
  it('resolves at once where the test holds', async () => {
    expect(await whenTrue(() => true, 100)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks again after each change of what the test read, also of what it read first later', async () => {
    const [engine, content] = [signal('starting'), signal('loading')];
    const test = vi.fn(() => engine.value === 'ready' && content.value === 'ready');
    const held = whenTrue(test, 100);
    engine.value = 'ready';
    content.value = 'ready';
    expect(await held).toBe(true);
    expect(test).toHaveBeenCalledTimes(3);
    content.value = 'gone';
    expect(test).toHaveBeenCalledTimes(3);
  });

  it('gives up in time, and does not ask afterwards', async () => {
    const shelf = signal(0);
    const test = vi.fn(() => shelf.value > 0);
    const held = whenTrue(test, 100);
    await vi.advanceTimersByTimeAsync(100);
    expect(await held).toBe(false);
    shelf.value = 1;
    expect(test).toHaveBeenCalledTimes(1);
  });

  it('without a time waits as long as it takes', async () => {
    const busy = signal(true);
    const held = whenTrue(() => !busy.value, null);
    expect(vi.getTimerCount()).toBe(0);
    busy.value = false;
    expect(await held).toBe(true);
  });
});
