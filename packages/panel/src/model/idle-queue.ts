import { effect, type ReadonlySignal, untracked } from '@preact/signals';

/** Does something now, or as soon as nothing is painted; `late` tells which. */
export type WhenIdle = (task: (late: boolean) => void) => void;

/** What must not happen while a painting goes on waits here. */
export interface IdleQueue {
  readonly whenIdle: WhenIdle;
  /** Drops what waits. */
  close(): void;
}

/** A queue that is emptied, in order, each time `busy` ends. */
export function createIdleQueue(busy: ReadonlySignal<boolean>): IdleQueue {
  let waiting: ((late: boolean) => void)[] = [];
  const stop = effect(() => {
    if (busy.value) return;
    const due = waiting;
    waiting = [];
    untracked(() => {
      for (const task of due) task(true);
    });
  });
  return {
    whenIdle: (task) => {
      if (busy.peek()) waiting.push(task);
      else task(false);
    },
    close: () => {
      stop();
      waiting = [];
    },
  };
}
