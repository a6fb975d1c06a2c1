import { StyleTransferError, sentence } from '@pastiche/core';

export type ProgressListener = (loaded: number, total: number | null) => void;

/** Something that is loaded at most once, whoever asks for it. */
export interface SharedLoad<T> {
  /**
   * What is loaded, or will be. A load that failed is tried anew by whoever asks next; one is given
   * up when nobody waits for it any more.
   *
   * @throws StyleTransferError `aborted` when `signal` is; or what the load throws.
   */
  get(signal: AbortSignal | undefined, onProgress: ProgressListener): Promise<T>;
  readonly loaded: boolean;
}

interface Load<T> {
  readonly promise: Promise<T>;
  readonly listeners: Set<ProgressListener>;
  readonly giveUp: AbortController;
}

/**
 * @param load is given a signal of its own, aborted when the last of those who wait has left
 * @example
 * const vgg19 = createSharedLoad((signal, onProgress) => loadWeights({ …, signal, onProgress }));
 */
export function createSharedLoad<T>(
  load: (signal: AbortSignal, onProgress: ProgressListener) => Promise<T>,
): SharedLoad<T> {
  let current: Load<T> | null = null;
  let loaded = false;

  const begin = (): Load<T> => {
    const listeners = new Set<ProgressListener>();
    const giveUp = new AbortController();
    const promise = load(giveUp.signal, (...progress) => {
      for (const listener of listeners) listener(...progress);
    });
    const started: Load<T> = { promise, listeners, giveUp };
    promise.then(
      () => {
        loaded = true;
      },
      () => {
        if (current === started) current = null;
      },
    );
    return started;
  };

  return {
    async get(signal, onProgress) {
      if (signal?.aborted) throw cancelled();
      current ??= begin();
      const mine = current;
      // A wrapper of its own, so that one function that waits twice is counted twice.
      const listener: ProgressListener = (...progress) => onProgress(...progress);
      mine.listeners.add(listener);
      let stopListening = () => {};
      const aborted = new Promise<never>((_, reject) => {
        const leave = () => reject(cancelled());
        signal?.addEventListener('abort', leave);
        stopListening = () => signal?.removeEventListener('abort', leave);
      });
      try {
        return await Promise.race([mine.promise, aborted]);
      } finally {
        stopListening();
        mine.listeners.delete(listener);
        if (mine.listeners.size === 0 && !loaded) {
          mine.giveUp.abort();
          if (current === mine) current = null;
        }
      }
    },
    get loaded() {
      return loaded;
    },
  };
}

function cancelled(): StyleTransferError {
  return new StyleTransferError('aborted', sentence`The download was cancelled.`);
}
