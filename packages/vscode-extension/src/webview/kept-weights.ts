import { type BodyOf, type Channel, ChannelError, type Contract } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { BATCH_CONTRACT } from '../shared/extension-contract.js';

export type WeightsProgress = (loaded: number, total: number | null) => void;

/** VGG19 as the extension keeps it. */
export interface KeptWeights {
  /** `inFolder`: what is missing is copied from a folder, not downloaded. */
  state(): Promise<{ readonly here: boolean; readonly bytes: number; readonly inFolder: boolean }>;
  /** Downloads, or copies, what is missing. @throws ChannelError `aborted` */
  bring(onProgress: WeightsProgress, signal: AbortSignal): Promise<void>;
  remove(): Promise<void>;
}

/** Any contract that holds the requests about VGG19. */
type WeightsContract = Contract & {
  readonly requests: Pick<
    (typeof BATCH_CONTRACT)['requests'],
    'weightsState' | 'bringWeights' | 'removeWeights'
  >;
};

/** What is asked of the extension, and `hear`, to be told of its progress. */
export interface KeptWeightsOverChannel extends KeptWeights {
  hear(loaded: number, total: number): void;
}

export function keptWeights(channel: Channel<WeightsContract>): KeptWeightsOverChannel {
  const listeners = new Set<WeightsProgress>();
  const ask = <N extends keyof WeightsContract['requests'] & string>(name: N) =>
    channel.request(name, undefined as BodyOf<WeightsContract, N>, { timeoutMs: null });
  return {
    state: () => ask('weightsState').reply,
    bring: async (onProgress, signal) => {
      if (signal.aborted) throw new ChannelError('aborted', sentence`The download was cancelled.`);
      const listener: WeightsProgress = (loaded, total) => onProgress(loaded, total);
      listeners.add(listener);
      const pending = ask('bringWeights');
      signal.addEventListener('abort', pending.cancel, { once: true });
      try {
        await pending.reply;
      } finally {
        signal.removeEventListener('abort', pending.cancel);
        listeners.delete(listener);
      }
    },
    remove: async () => {
      await ask('removeWeights').reply;
    },
    hear: (loaded, total) => {
      for (const listener of [...listeners]) listener(loaded, total);
    },
  };
}
