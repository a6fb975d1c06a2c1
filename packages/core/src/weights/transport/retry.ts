import { throwIfAborted } from '../../base/errors.js';
import { inEnglish, type Said } from '../../base/sentence.js';

/** When and how often a failed request is tried again. */
export interface RetryOptions {
  /** Requests in a row without a new byte before giving up, the first one included; ≥ 1. */
  readonly attempts: number;
  /** Delay before the second attempt, ms; doubled for each one after. */
  readonly baseDelayMs: number;
  /** Longest delay, ms; a server that asks for more by Retry-After is not waited for. */
  readonly maxDelayMs: number;
  /** Waits; injectable for tests. Rejects with `aborted` when the signal is. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** A number in 0..1 for the jitter. */
  random(): number;
  /** Milliseconds since 1970, for a Retry-After that names a date. */
  now(): number;
}

export const DEFAULT_RETRY: RetryOptions = {
  attempts: 5,
  baseDelayMs: 500,
  maxDelayMs: 60_000,
  sleep: sleepFor,
  random: Math.random,
  now: Date.now,
};

/** A failure that may pass by itself: the connection broke or the server asked for patience. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  /** `message` as it can be translated. */
  readonly said: Said;
  /** What the server asked for by Retry-After. */
  readonly retryAfterMs: number | null;

  constructor(said: Said, options: { cause?: unknown; retryAfterMs?: number | null } = {}) {
    super(inEnglish(said), { cause: options.cause });
    this.said = said;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/**
 * Delay before the next attempt, ms, or `null` when it is not worth waiting for. Exponential with
 * "equal jitter" (half fixed, half random), so that many clients do not come back at once.
 *
 * @param failures Failures in a row so far, ≥ 1.
 */
export function retryDelay(
  failures: number,
  retryAfterMs: number | null,
  { baseDelayMs, maxDelayMs, random }: RetryOptions,
): number | null {
  if (retryAfterMs !== null) return retryAfterMs <= maxDelayMs ? retryAfterMs : null;
  const delay = Math.min(maxDelayMs, baseDelayMs * 2 ** (failures - 1));
  return delay / 2 + (delay / 2) * random();
}

/** Reads a Retry-After header (seconds or a date) as milliseconds from now; `null` if there is none. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      try {
        throwIfAborted(signal);
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(stop, ms);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
  });
}
