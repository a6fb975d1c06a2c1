import type { Engine, Run, RunEvent, RunRequest } from '@pastiche/panel';
import { ChannelError, type Timers } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import { runLater } from './run-later.js';

/** Who gets its turn sooner is not told of any waiting, ms. */
const WAIT_MS = 200;

/** This page's turn among the panels that paint. */
export interface Turn {
  /** Resolves when it has come. */
  take(): Promise<void>;
  /** It is over, or no longer waited for. */
  release(): void;
  readonly timers: Timers;
}

/** An engine that paints only while no other panel does. */
export function engineInTurn(engine: Engine, turn: Turn): Engine {
  return {
    ...engine,
    run: (request, listener) => runInTurn(engine, turn, request, listener),
  };
}

function runInTurn(
  engine: Engine,
  turn: Turn,
  request: RunRequest,
  listener: (event: RunEvent) => void,
): Run {
  const run = runLater(
    (signal) => wait(turn, listener, signal),
    () => engine.run(request, listener),
  );
  run.result.then(turn.release, turn.release);
  return run;
}

async function wait(
  { take, timers }: Turn,
  listener: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const timer = timers.set(() => listener({ kind: 'waiting' }), WAIT_MS);
  try {
    const cancelled = new Promise<never>((_, reject) => {
      const giveUp = () =>
        reject(new ChannelError('aborted', sentence`The painting was cancelled.`));
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
    });
    await Promise.race([take(), cancelled]);
  } finally {
    timers.clear(timer);
  }
}
