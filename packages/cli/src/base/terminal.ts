import type { Say } from '@pastiche/core';
import { EXIT_CODES } from './command-error.js';
import { explainWriteError } from './file-errors.js';

/** One stream of a terminal, as little of it as the commands use. */
export interface TextStream {
  write(text: string): void;
}

/** Where a command writes: data to `out`, words for people to `err`. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
  /** The raw stream of `err` when a person looks at it, for a progress bar. */
  readonly screen: NodeJS.WritableStream | null;
  /** Puts words for people into their language. */
  readonly say: Say;
}

/**
 * The terminal of this process. A reader that goes away (`pastiche … --json | head`) must not end a
 * run that has a picture to save, so a broken pipe is taken as silence; so is another failure, but
 * that is told once and the process ends with 1.
 */
export function processTerminal(say: Say): Terminal {
  let isTold = false;
  for (const [name, stream] of [
    ['stdout', process.stdout],
    ['stderr', process.stderr],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode ||= EXIT_CODES.failed;
      if (isTold || name === 'stderr') return;
      isTold = true;
      process.stderr.write(`pastiche: ${say(explainWriteError(name, error).said)}\n`);
    });
  }
  return {
    out: process.stdout,
    err: process.stderr,
    screen: process.stderr.isTTY ? process.stderr : null,
    say,
  };
}
