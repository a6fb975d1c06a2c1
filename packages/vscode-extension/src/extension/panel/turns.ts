import { sentence } from '@pastiche/panel/core';
import type { BatchPage } from '../batch/batch-page.js';
import { ExtensionError } from '../ports/extension-error.js';

/** Who paints in this window: one at a time, since two at once would each take more than twice as long. */
export interface Turns {
  /** Resolves when `who` may paint; rejects with `ExtensionError` `aborted` when it was given up before. */
  take(who: object): Promise<void>;
  /** The turn of `who` is over, or no longer waited for; of no effect when it has none. */
  release(who: object): void;
}

/** Turns in the order of asking. */
export function createTurns(): Turns {
  let queue: { readonly who: object; begin(): void; giveUp(): void }[] = [];
  const release = (who: object) => {
    const [first] = queue;
    const gone = queue.find((place) => place.who === who);
    if (gone === undefined) return;
    queue = queue.filter((place) => place !== gone);
    gone.giveUp();
    if (gone === first) queue[0]?.begin();
  };
  return {
    take: (who) => {
      release(who);
      return new Promise((resolve, reject) => {
        const giveUp = () =>
          reject(
            new ExtensionError('aborted', sentence`The painting was given up before its turn.`),
          );
        queue.push({ who, begin: resolve, giveUp });
        if (queue.length === 1) resolve();
      });
    },
    release,
  };
}

/** The page of a batch that takes a turn for each of its pictures. */
export function pageInTurn(page: BatchPage, turns: Turns): BatchPage {
  return {
    ...page,
    paint: async (order, onProgress, signal) => {
      const place = {};
      const giveUp = () => turns.release(place);
      signal.addEventListener('abort', giveUp, { once: true });
      page.closed.addEventListener('abort', giveUp, { once: true });
      try {
        await turns.take(place);
        return await page.paint(order, onProgress, signal);
      } finally {
        signal.removeEventListener('abort', giveUp);
        page.closed.removeEventListener('abort', giveUp);
        turns.release(place);
      }
    },
  };
}
