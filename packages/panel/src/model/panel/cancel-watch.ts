import { sentence } from '@pastiche/core';
import { effect } from '@preact/signals';
import { REALM_TIMERS } from '../../channel/realm-timers.js';
import type { PanelModelOptions } from '../panel-options.js';
import type { PanelParts } from './panel-parts.js';
import { type EngineUsers, restartEngine } from './restart-engine.js';

/** Whoever cancels waits no longer than this for the iteration under way, ms. */
export const CANCEL_PATIENCE_MS = 5000;

/**
 * Sees to it that Cancel is answered: a worker may hang, or be gone without a word, and an iteration may
 * take minutes. Then the engine is ended, and another gets the pictures.
 *
 * @returns to be called when the person cancels
 */
export function createCancelWatch(
  parts: EngineUsers & Pick<PanelParts, 'busy' | 'notices'>,
  { timers = REALM_TIMERS }: Pick<PanelModelOptions, 'timers'>,
): () => void {
  let timer: unknown = null;
  const stop = () => {
    if (timer !== null) timers.clear(timer);
    timer = null;
  };
  // What is painted after the answer is not what was cancelled.
  effect(() => {
    if (!parts.busy.value) stop();
  });
  return () => {
    if (!parts.busy.peek() || timer !== null) return;
    timer = timers.set(() => {
      timer = null;
      parts.notices.info(
        sentence`The engine did not answer Cancel and is started anew; your pictures are still here.`,
      );
      void restartEngine(parts);
    }, CANCEL_PATIENCE_MS);
  };
}
