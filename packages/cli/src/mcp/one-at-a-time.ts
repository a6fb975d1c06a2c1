/** Lets pieces of work wait for one another. */
export interface OneAtATime {
  /**
   * Does the work once what was begun before has ended, whichever way.
   *
   * @param onWait called when it has to wait
   */
  run<Result>(work: () => Promise<Result>, onWait?: () => void): Promise<Result>;
}

/** A painting takes all cores, so a second one would only make both late. */
export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  let running = 0;
  return {
    run: async (work, onWait) => {
      if (running > 0) onWait?.();
      running += 1;
      const done = last.then(work).finally(() => {
        running -= 1;
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}
