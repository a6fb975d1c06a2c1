import { throwIfAborted } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { TransientError } from './retry.js';

/** How long to wait for the next sign of life of a connection, and how to end it. */
export interface IdleLimit {
  /** Ends the connection. */
  readonly controller: AbortController;
  readonly idleTimeoutMs: number;
}

/** The body of a response, read at the reader's pace. */
export interface ByteStream {
  /** Offset in the file of the next byte. */
  readonly position: number;
  /** The next bytes, 1 to `max` of them, or `null` at the end. */
  pull(max: number, signal: AbortSignal | undefined): Promise<Uint8Array | null>;
  /** Ends the connection. */
  cancel(): void;
}

/** Makes a {@link ByteStream} of a body whose first byte lies at `start` in the file. */
export function byteStream(
  body: ReadableStream<Uint8Array> | null,
  start: number,
  limit: IdleLimit,
): ByteStream {
  const reader = body?.getReader();
  let position = start;
  let rest: Uint8Array | null = null;
  return {
    get position() {
      return position;
    },
    async pull(max, signal) {
      while (rest === null || rest.byteLength === 0) {
        if (reader === undefined) return null;
        const next = await withIdleLimit(() => reader.read(), limit, signal);
        if (next.done) return null;
        rest = next.value;
      }
      const bytes = rest.subarray(0, max);
      rest = rest.subarray(bytes.byteLength);
      position += bytes.byteLength;
      return bytes;
    },
    cancel() {
      rest = null;
      limit.controller.abort();
    },
  };
}

/**
 * Waits for a step of a connection and ends the connection when it stalls or the caller gives up.
 *
 * @throws TransientError when it stalls or breaks; StyleTransferError `aborted`.
 */
export async function withIdleLimit<Result>(
  step: () => Promise<Result>,
  { controller, idleTimeoutMs }: IdleLimit,
  signal: AbortSignal | undefined,
): Promise<Result> {
  throwIfAborted(signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TransientError(sentence`nothing came for ${idleTimeoutMs} ms`));
    }, idleTimeoutMs);
    stop = () => reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([step(), interrupted]);
  } catch (error) {
    controller.abort();
    throwIfAborted(signal);
    throw error instanceof TransientError
      ? error
      : new TransientError(reason(error), { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Node says only "fetch failed" or "terminated"; what happened is in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
