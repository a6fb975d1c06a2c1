import { StyleTransferError, sentence } from '@pastiche/core';

/**
 * What is done on the way of a network into the engine: its files are downloaded, or copied from a folder; what
 * is kept of them is read and compared with their checksums; their numbers are unpacked.
 */
export type WeightsPhase = 'downloading' | 'copying' | 'verifying' | 'unpacking';

/**
 * Bytes that are through a phase, of how many; `Total` says whether that may be unknown, `null`.
 * Without a phase they are downloaded.
 */
export type ProgressListener<Total extends number | null = number | null> = (
  loaded: number,
  total: Total,
  phase?: WeightsPhase,
) => void;

/**
 * Waits for a download, with all others who do.
 *
 * @throws StyleTransferError `aborted` when `signal` is; or what the download throws
 */
export type SharedDownload<T, Total extends number | null = number | null> = (
  signal: AbortSignal | undefined,
  onProgress: ProgressListener<Total>,
) => Promise<T>;

interface UnderWay<T, Total extends number | null> {
  readonly promise: Promise<T>;
  readonly listeners: Set<ProgressListener<Total>>;
  readonly giveUp: AbortController;
}

/**
 * A download that runs once at a time, whoever asks for it, and is given up when nobody waits for it
 * any more. It is forgotten as it ends, whichever way: who asks then begins another.
 *
 * @param download is given a signal of its own, aborted when the last of those who wait has left
 * @example
 * const bring = createSharedDownload((signal, onProgress) => bringAll(options, onProgress, signal));
 */
export function createSharedDownload<T, Total extends number | null>(
  download: (signal: AbortSignal, onProgress: ProgressListener<Total>) => Promise<T>,
): SharedDownload<T, Total> {
  let current: UnderWay<T, Total> | null = null;
  const begin = (): UnderWay<T, Total> => {
    const listeners = new Set<ProgressListener<Total>>();
    const giveUp = new AbortController();
    const promise = download(giveUp.signal, (...progress) => {
      for (const listener of listeners) listener(...progress);
    });
    const begun: UnderWay<T, Total> = { promise, listeners, giveUp };
    const forget = () => {
      if (current === begun) current = null;
    };
    promise.then(forget, forget);
    return begun;
  };
  return async (signal, onProgress) => {
    if (signal?.aborted) throw cancelled();
    current ??= begin();
    const mine = current;
    // A wrapper of its own, so that one function that waits twice is counted twice.
    const listener: ProgressListener<Total> = (...progress) => onProgress(...progress);
    mine.listeners.add(listener);
    let leave = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(cancelled());
    });
    signal?.addEventListener('abort', leave);
    try {
      return await Promise.race([mine.promise, left]);
    } finally {
      signal?.removeEventListener('abort', leave);
      mine.listeners.delete(listener);
      if (mine.listeners.size === 0 && current === mine) {
        mine.giveUp.abort();
        // It takes a moment to end; whoever comes meanwhile wants another.
        current = null;
      }
    }
  };
}

function cancelled(): StyleTransferError {
  return new StyleTransferError('aborted', sentence`The download was cancelled.`);
}
