import {
  createSharedDownload,
  type ProgressListener,
  type SharedDownload,
} from '../../shared-download.js';

/** Something that is loaded at most once, whoever asks for it. */
export interface SharedLoad<T> {
  /** What is loaded, or will be. A load that failed is tried anew by whoever asks next. */
  readonly get: SharedDownload<T>;
  readonly loaded: boolean;
}

/**
 * A shared download that keeps what came.
 *
 * @param load is given a signal of its own, aborted when the last of those who wait has left
 * @example
 * const vgg19 = createSharedLoad((signal, onProgress) => loadWeights({ …, signal, onProgress }));
 */
export function createSharedLoad<T>(
  load: (signal: AbortSignal, onProgress: ProgressListener) => Promise<T>,
): SharedLoad<T> {
  let kept: { readonly value: T } | null = null;
  const share = createSharedDownload(async (signal, onProgress: ProgressListener) => {
    const value = await load(signal, onProgress);
    if (!signal.aborted) kept = { value };
    return value;
  });
  return {
    get: async (signal, onProgress) =>
      kept === null || signal?.aborted ? share(signal, onProgress) : kept.value,
    get loaded() {
      return kept !== null;
    },
  };
}
