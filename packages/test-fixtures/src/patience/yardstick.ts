export interface YardstickOptions {
  /** The same amount of work at each call. */
  readonly work: () => unknown;
  /** How long `work` takes where nothing else runs, ms. */
  readonly calmMs: number;
  /** A clock, ms. */
  readonly now: () => number;
}

/** Tells how much slower than a calm machine this one is at the moment. */
export interface Yardstick {
  /** Does the work and notes how long it took. */
  measure(): void;
  /** How many times as long as on a calm machine things take, 1 to {@link MOST}; measures when that was long ago. */
  slowness(): number;
}

/**
 * Twenty programs on two cores share each core with ten others, and a machine may be slow besides. More
 * would let a test that hangs wait for hours.
 */
export const MOST = 16;
const STALE_MS = 10_000;
/** A single measurement may fall into a gap of a busy minute. */
const REMEMBERED_MS = 60_000;

/**
 * Measures a machine by a fixed piece of work. The slowest measurement of the last minute counts.
 *
 * @example
 * const { slowness } = yardstick({ work, calmMs: 25, now: () => performance.now() });
 * slowness(); // 1 on a calm machine
 */
export function yardstick({ work, calmMs, now }: YardstickOptions): Yardstick {
  let measured: { readonly at: number; readonly ms: number }[] = [];
  const measure = () => {
    const started = now();
    work();
    const at = now();
    measured = [...measured, { at, ms: at - started }].filter((one) => at - one.at < REMEMBERED_MS);
  };
  return {
    measure,
    slowness: () => {
      const newest = measured.at(-1);
      if (newest === undefined || now() - newest.at >= STALE_MS) measure();
      return Math.min(MOST, Math.max(1, ...measured.map(({ ms }) => ms / calmMs)));
    },
  };
}
