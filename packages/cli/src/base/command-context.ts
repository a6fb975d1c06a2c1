import type { Terminal } from './terminal.js';

/** What every command is given of the process it runs in. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** PASTICHE_DEBUG is set: print stacks. */
  readonly debug: boolean;
  /** The file that Node runs, for child processes. */
  readonly program: string;
  /** Ends the process with 130, temporary files removed. */
  readonly exitAtOnce: () => void;
}
