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
}

/**
 * The terminal of this process. A reader that goes away (`pastiche … --json | head`) must not end a
 * run that has a picture to save, so a broken pipe is taken as silence.
 */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: process.stdout,
    err: process.stderr,
    screen: process.stderr.isTTY ? process.stderr : null,
  };
}
