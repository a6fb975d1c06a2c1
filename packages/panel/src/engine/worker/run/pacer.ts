export interface PacerOptions {
  /** At least so long from one time to the next, ms. */
  readonly intervalMs: number;
  /** The work may take this part of all time, 0..1. */
  readonly share: number;
  /** The clock, ms. */
  readonly now: () => number;
}

/** Says when some side work is due. */
export interface Pacer {
  /** Whether enough time has passed since the last time, and the work was not too costly for it. */
  readonly due: boolean;
  /** Does the work and measures it. */
  time<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Keeps side work such as previews from slowing the main work down: it is due at once, and then
 * neither sooner than `intervalMs` after it was last done nor before its last cost has sunk to
 * `share` of the time since then.
 *
 * @example
 * if (previews.due) await previews.time(sendPreview);
 */
export function createPacer({ intervalMs, share, now }: PacerOptions): Pacer {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    get due() {
      return now() >= nextAt;
    },
    async time(work) {
      const start = now();
      try {
        return await work();
      } finally {
        const end = now();
        // cost / (cost + pause) = share
        const pause = ((end - start) * (1 - share)) / share;
        nextAt = Math.max(start + intervalMs, end + pause);
      }
    },
  };
}
