/** So many iterations tell how fast the next ones will be. */
const RECENT = 8;

/** Measures the iterations of one scale. */
export interface Speedometer {
  start(): void;
  /** @returns mean duration of the last few iterations, ms */
  stop(): number;
}

/**
 * The first iteration at a scale includes compiling and packing, so it counts only until there is a second: at a
 * large scale it would have told of twice the time that is left.
 *
 * @param now the clock, ms
 */
export function createSpeedometer(now: () => number = () => performance.now()): Speedometer {
  const recent: number[] = [];
  let count = 0;
  let started = 0;
  return {
    start: () => {
      started = now();
    },
    stop: () => {
      recent.push(now() - started);
      count += 1;
      if (count === 2 || recent.length > RECENT) recent.shift();
      return recent.reduce((sum, ms) => sum + ms, 0) / recent.length;
    },
  };
}
