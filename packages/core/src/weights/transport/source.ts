import { StyleTransferError, throwIfAborted } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';

/** What to read of a file and who wants to hear about it. */
export interface ReadOptions {
  /** First byte wanted; 0 by default. */
  readonly start?: number | undefined;
  /** The byte after the last one wanted; the end of the file by default. */
  readonly end?: number | undefined;
  /** Bytes the whole file must have, where that is known: more or fewer are refused. */
  readonly fileBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Hears how many of the wanted bytes have arrived, and how many there will be if that is known.
   * `loaded` falls back when a download has to start over.
   */
  readonly onBytes?: ((loaded: number, total: number | null) => void) | undefined;
}

/** The port through which weights are read: bytes by file name, from wherever they are. */
export interface WeightSource {
  /** What messages call the place, such as a URL or a folder. */
  readonly name: string;
  /**
   * Reads a file or a part of it, whole or not at all.
   *
   * @throws StyleTransferError `weights-unavailable` when the file is not there or cannot be read,
   * `invalid-weights` when it has another size than wanted, `aborted`.
   */
  read(file: string, options?: ReadOptions): Promise<Uint8Array>;
  /** Lets go of what the source still holds open or in memory; it can be read again afterwards. */
  close?(): void;
}

/**
 * A source of files that are in memory already.
 *
 * @param files Bytes by file name.
 * @example
 * memorySource({ 'model.safetensors': bytes });
 */
export function memorySource(
  files: Readonly<Record<string, Uint8Array>>,
  name = 'memory',
): WeightSource {
  return {
    name,
    async read(file, options = {}) {
      throwIfAborted(options.signal);
      const bytes = Object.hasOwn(files, file) ? files[file] : undefined;
      if (bytes === undefined) {
        const known = Object.keys(files).join(', ') || sentence`no file`;
        throw new StyleTransferError(
          'weights-unavailable',
          sentence`${file} is not in ${name}, which holds ${known}; add it or correct the name.`,
        );
      }
      checkFileBytes(file, bytes.byteLength, options);
      const wanted = bytes.subarray(options.start ?? 0, options.end);
      options.onBytes?.(wanted.byteLength, wanted.byteLength);
      return wanted;
    },
  };
}

/**
 * Checks the size of a file against what was asked of it, before a part is taken.
 *
 * @throws StyleTransferError `invalid-weights` when it is not `fileBytes` long or ends before `end`.
 */
export function checkFileBytes(file: string, bytes: number, options: ReadOptions): void {
  if (options.fileBytes !== undefined && bytes !== options.fileBytes) {
    throw wrongSize(file, bytes, String(options.fileBytes));
  }
  const least = Math.max(options.start ?? 0, options.end ?? 0);
  if (bytes < least) throw wrongSize(file, bytes, sentence`at least ${least}`);
}

/** The error for a file of another size than expected. */
export function wrongSize(file: Said, bytes: number, expected: Said): StyleTransferError {
  const message = sentence`${file} has ${bytes} bytes, expected ${expected}; it is cut short or another file, fetch it again.`;
  return new StyleTransferError('invalid-weights', message);
}
