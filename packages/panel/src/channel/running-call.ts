import type { Call } from './channel.js';

/** A request that a handler is answering. */
export interface RunningCall {
  /** The handler's view of it. */
  readonly call: Call;
  /** What goes along with the reply. */
  readonly transfers: readonly object[];
  /** Tells the handler's listeners, once. */
  cancel(): void;
}

/** @param guard calls a listener and keeps what it throws away from the others */
export function createRunningCall(guard: (listener: () => void) => void): RunningCall {
  const listeners: (() => void)[] = [];
  const transfers: object[] = [];
  let cancelled = false;
  return {
    call: {
      onCancel(listener) {
        if (cancelled) guard(listener);
        else listeners.push(listener);
      },
      get cancelled() {
        return cancelled;
      },
      transfer(objects) {
        transfers.push(...objects);
      },
    },
    transfers,
    cancel() {
      cancelled = true;
      for (const listener of listeners.splice(0)) guard(listener);
    },
  };
}
