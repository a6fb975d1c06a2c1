/** Keeps a little between sessions. */
export interface Memento {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}

const KEY = 'recentPresets';
const MOST = 6;

/** The ids of the presets that were applied last, the latest first. */
export interface RecentPresets {
  list(): readonly string[];
  add(id: string): Promise<void>;
}

export function createRecentPresets(memento: Memento): RecentPresets {
  const list = () => {
    const kept = memento.get(KEY);
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  };
  return {
    list,
    add: (id) => memento.set(KEY, [id, ...list().filter((other) => other !== id)].slice(0, MOST)),
  };
}
