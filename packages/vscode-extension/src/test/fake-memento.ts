import type { Memento } from '../extension/ports/memento.js';

/** A memento that lives as long as the test. */
export function createFakeMemento(kept = new Map<string, unknown>()): Memento {
  return {
    get: (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
  };
}
