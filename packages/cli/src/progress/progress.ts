import type { Terminal } from '../base/terminal.js';
import type { Reporter } from './command-event.js';
import { createProgressBars } from './progress-bar.js';
import { createProgressLines } from './progress-lines.js';

export interface ReporterOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Contents to be painted, for a count when there are several. */
  readonly contents: number;
}

/**
 * Chooses how progress is told: bars on a terminal, a line now and then in a log, JSON lines on
 * stdout for a program, nothing with `--quiet`. Words go to stderr, so that stdout holds data only.
 */
export function createReporter(terminal: Terminal, options: ReporterOptions): Reporter {
  const listeners: Reporter[] = [];
  if (options.json) listeners.push(createJsonLines(terminal));
  if (!options.quiet) {
    const { screen } = terminal;
    listeners.push(
      screen !== null && !options.json
        ? createProgressBars(screen, options.contents)
        : createProgressLines(terminal.err, { steps: !options.json }),
    );
  }
  const told = new Set<string>();
  return {
    report: (event) => {
      // Each content of a batch reads the styles anew, but what there is to note of them is no news.
      if (event.kind === 'note') {
        if (told.has(event.message)) return;
        told.add(event.message);
      }
      for (const listener of listeners) listener.report(event);
    },
    close: () => {
      for (const listener of listeners) listener.close();
    },
  };
}

function createJsonLines(terminal: Terminal): Reporter {
  const print = (record: object) => terminal.out.write(`${JSON.stringify(record)}\n`);
  return {
    report: (event) => {
      const { kind } = event;
      if (kind === 'step') print({ content: event.content, ...event.step });
      if (kind === 'saved') print({ content: event.content, phase: 'done', ...event.saved });
      if (kind === 'failed') {
        print({ content: event.content, phase: 'failed', message: event.message });
      }
    },
    close: () => undefined,
  };
}
