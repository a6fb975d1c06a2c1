import type { Timers } from './channel.js';

export interface CoalescerOptions<K, V> {
  readonly send: (key: K, value: V) => void;
  /** At least so long between two sendings, except for `flush`. */
  readonly intervalMs: number;
  readonly timers: Timers;
  /** Told of each value that will never be sent, so that it can be freed. */
  readonly drop?: (value: V, key: K) => void;
}

/** Sends the newest value of each key, and not too often. */
export interface Coalescer<K, V> {
  push(key: K, value: V): void;
  /** Sends what waits; to be called before a final message, so that nothing comes after it. */
  flush(): void;
  /** Drops what waits and whatever is pushed from now on. */
  close(): void;
}

/**
 * Latest wins. The first push goes out at once; those of the next `intervalMs` wait, and a newer
 * value replaces an older one of its key. Then the survivors go out, in the order of their last
 * push, and the interval begins anew.
 *
 * @example
 * const progress = createCoalescer<'step', Step>({ send: channel.tell, intervalMs: 100, timers });
 */
export function createCoalescer<K, V>(options: CoalescerOptions<K, V>): Coalescer<K, V> {
  const { send, intervalMs, timers, drop = () => {} } = options;
  const waiting = new Map<K, V>();
  let interval: { readonly handle: unknown } | null = null;
  let closed = false;

  const flush = () => {
    const due = [...waiting];
    waiting.clear();
    for (const [key, value] of due) send(key, value);
  };
  const begin = () => {
    interval = { handle: timers.set(end, intervalMs) };
  };
  const end = () => {
    interval = null;
    if (waiting.size === 0) return;
    begin();
    flush();
  };

  return {
    push(key, value) {
      if (closed) return drop(value, key);
      if (interval === null) {
        begin();
        return send(key, value);
      }
      const replaced = waiting.has(key) ? [waiting.get(key) as V] : [];
      waiting.delete(key);
      waiting.set(key, value);
      for (const older of replaced) drop(older, key);
    },
    flush,
    close() {
      closed = true;
      if (interval !== null) timers.clear(interval.handle);
      const dropped = [...waiting];
      waiting.clear();
      for (const [key, value] of dropped) drop(value, key);
    },
  };
}
