import { sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';

export interface InterruptOptions {
  /** Called on the first Ctrl-C: finish soon and keep what there is. */
  readonly onFirst: () => void;
  /** Called on the second: end now. The default removes temporary files and exits with 130. */
  readonly onSecond: () => void;
}

/** Ctrl-C as a state that a command can ask about. */
export interface Interrupt {
  /** Aborted on the first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly requested: boolean;
  /** Gives Ctrl-C back to Node. */
  release(): void;
}

/** SIGTERM is what Kubernetes and CI runners send before they kill: it saves what there is, too. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Catches Ctrl-C until `release()`.
 *
 * @example
 * const interrupt = catchInterrupt({ onFirst: () => controls.stop(), onSecond: () => process.exit(130) });
 */
export function catchInterrupt({ onFirst, onSecond }: InterruptOptions): Interrupt {
  const abort = new AbortController();
  const handle = () => {
    if (abort.signal.aborted) {
      onSecond();
      return;
    }
    abort.abort(new CommandError('interrupted', sentence`Interrupted.`));
    onFirst();
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: abort.signal,
    get requested() {
      return abort.signal.aborted;
    },
    release: () => {
      for (const name of SIGNALS) process.off(name, handle);
    },
  };
}
