import type { Run } from '@pastiche/panel';

/**
 * A run that begins once `prepare` has resolved, and that can be steered from the first moment.
 *
 * @param prepare rejects when `signal`, which Cancel aborts, is
 */
export function runLater(prepare: (signal: AbortSignal) => Promise<void>, begin: () => Run): Run {
  const giveUp = new AbortController();
  const early: ((run: Run) => void)[] = [];
  let run: Run | null = null;
  const steer = (act: (run: Run) => void) => {
    if (run === null) early.push(act);
    else act(run);
  };
  const result = (async () => {
    await prepare(giveUp.signal);
    run = begin();
    for (const act of early) act(run);
    return run.result;
  })();
  // Who cancels need not listen for the rejection that this causes.
  result.catch(() => {});
  return {
    set: (changes) => steer((mine) => mine.set(changes)),
    pause: () => steer((mine) => mine.pause()),
    resume: () => steer((mine) => mine.resume()),
    stop: () => steer((mine) => mine.stop()),
    cancel: () => {
      giveUp.abort();
      steer((mine) => mine.cancel());
    },
    result,
  };
}
