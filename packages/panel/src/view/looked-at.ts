import type { HistoryEntry, Shown } from '../model/model.js';

/**
 * The finished painting that the canvas shows, if it shows one: selected, or the newest while nothing
 * else is going on.
 */
export function lookedAt(
  history: readonly HistoryEntry[],
  { painting }: Shown,
): HistoryEntry | null {
  return history.find(({ preview }) => preview === painting) ?? null;
}
