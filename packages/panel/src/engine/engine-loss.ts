import type { Said } from '@pastiche/core/sentence';
import { ChannelError } from '../channel/index.js';
import type { EngineError } from './engine.js';

/** The end of an engine that nobody asked for. */
export interface EngineLoss {
  /** As `Engine.onLost`. */
  onLost(listener: (error: EngineError) => void): void;
  /** Tells everybody, once. */
  lose(reason: Said): void;
  /** From now on nothing is told: the engine is ended on purpose. */
  forget(): void;
}

/** Nothing is lost yet. */
export function createEngineLoss(): EngineLoss {
  const listeners = new Set<(error: EngineError) => void>();
  let lost: EngineError | null = null;
  let over = false;
  return {
    onLost(listener) {
      if (lost !== null) listener(lost);
      else if (!over) listeners.add(listener);
    },
    lose(reason) {
      if (over) return;
      over = true;
      lost = new ChannelError('channel-closed', reason);
      for (const listener of listeners) listener(lost);
      listeners.clear();
    },
    forget() {
      over = true;
      listeners.clear();
    },
  };
}
