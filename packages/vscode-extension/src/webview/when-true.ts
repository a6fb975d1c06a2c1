import type { PanelModel } from '@pastiche/panel';

type Watched = PanelModel['shelf'] | PanelModel['content'] | PanelModel['engine'];

/**
 * Resolves as soon as `test` holds, which is asked after each change of `signals`.
 *
 * @returns whether it did within `ms`
 */
export function whenTrue(
  signals: readonly Watched[],
  test: () => boolean,
  ms: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const end = (held: boolean) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      resolve(held);
    };
    const timer = setTimeout(() => end(false), ms);
    const look = () => {
      if (test()) queueMicrotask(() => end(true));
    };
    for (const signal of signals) stops.push(signal.subscribe(look));
  });
}
