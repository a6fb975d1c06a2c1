import { effect } from '@preact/signals';

/**
 * Resolves as soon as `test` holds, which is asked after each change of the signals that it reads.
 *
 * @param ms `null`: as long as it takes
 * @returns whether it did within `ms`
 */
export function whenTrue(test: () => boolean, ms: number | null): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = ms === null ? undefined : setTimeout(() => end(false), ms);
    let stop = () => {};
    const end = (held: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(held);
    };
    stop = effect(() => {
      if (test()) queueMicrotask(() => end(true));
    });
  });
}
