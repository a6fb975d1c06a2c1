import { describe, expect, it, vi } from 'vitest';
import { holdLife, type LifeLocks, watchLife } from './worker-life.js';

/** Locks of one origin; `end` is what a browser does when a worker is gone. */
function createLocks() {
  const queues = new Map<string, (() => void)[]>();
  const held = new Set<string>();
  const grantNext = (name: string) => {
    held.delete(name);
    queues.get(name)?.shift()?.();
  };
  const locks: LifeLocks = {
    query: async () => ({ held: [...held].map((name) => ({ name })) }),
    request: (name, { signal }, use) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
        const grant = () => {
          if (signal?.aborted) return grantNext(name);
          held.add(name);
          void (use() ?? Promise.resolve()).then(resolve);
        };
        if (held.has(name)) queues.set(name, [...(queues.get(name) ?? []), grant]);
        else grant();
      }),
  };
  return { locks, end: grantNext };
}

/** Lets everything that is ready happen. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the life of a worker', () => {
  it('is told to be over when the browser takes its lock away', async () => {
    const { locks, end } = createLocks();
    const onEnd = vi.fn();
    await holdLife('engine 1', locks);
    void watchLife('engine 1', onEnd, new AbortController().signal, locks);
    await settled();
    expect(onEnd).not.toHaveBeenCalled();
    end('engine 1');
    await settled();
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('is no longer watched once the worker is ended on purpose', async () => {
    const { locks, end } = createLocks();
    const onEnd = vi.fn();
    const over = new AbortController();
    await holdLife('engine 1', locks);
    const watching = watchLife('engine 1', onEnd, over.signal, locks);
    await settled();
    over.abort();
    end('engine 1');
    await watching;
    await settled();
    expect(onEnd).not.toHaveBeenCalled();
  });

  it('is not watched where the worker holds no lock, as one of no origin', async () => {
    const { locks } = createLocks();
    const onEnd = vi.fn();
    await holdLife('', locks);
    await watchLife('engine 1', onEnd, new AbortController().signal, locks);
    expect(onEnd).not.toHaveBeenCalled();
  });

  it('is no hindrance where there are no locks, or none may be had', async () => {
    const refused = () => Promise.reject(new Error('SecurityError'));
    const locks: LifeLocks = { request: refused, query: refused };
    const onEnd = vi.fn();
    await holdLife('engine 1', locks);
    await watchLife('engine 1', onEnd, new AbortController().signal, locks);
    await holdLife('engine 1', undefined);
    expect(onEnd).not.toHaveBeenCalled();
  });
});
