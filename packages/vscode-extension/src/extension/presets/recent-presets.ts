import type { Memento } from '../ports/memento.js';

const KEY = 'recentPresets';
const MOST = 6;

/** The ids of the presets that were used last, in panels or in batches, the latest first. */
export interface RecentPresets {
  list(): readonly string[];
  add(id: string): Promise<void>;
}

/** @param onChange told of the list as it is after each use */
export function createRecentPresets(
  memento: Memento,
  onChange: (ids: readonly string[]) => void = () => {},
): RecentPresets {
  const list = () => {
    const kept = memento.get(KEY);
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  };
  return {
    list,
    add: async (id) => {
      if (list()[0] === id) return;
      await memento.set(KEY, [id, ...list().filter((other) => other !== id)].slice(0, MOST));
      onChange(list());
    },
  };
}
