import { inEnglish } from '@pastiche/core';
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
    const { screen, say } = terminal;
    listeners.push(
      screen !== null && !options.json
        ? createProgressBars({ screen, say }, options.contents)
        : createProgressLines(terminal, { steps: !options.json }),
    );
  }
  const told = new Set<string>();
  return {
    report: (event) => {
      // Each content of a batch reads the styles anew, but what there is to note of them is no news.
      if (event.kind === 'note') {
        const message = inEnglish(event.message);
        if (told.has(message)) return;
        told.add(message);
      }
      for (const listener of listeners) listener.report(event);
    },
    close: () => {
      for (const listener of listeners) listener.close();
    },
  };
}

/** For programs, which read English. */
function createJsonLines(terminal: Terminal): Reporter {
  const print = (record: object) => terminal.out.write(`${JSON.stringify(record)}\n`);
  return {
    report: (event) => {
      const { kind } = event;
      if (kind === 'step') print({ content: event.content, ...event.step });
      if (kind === 'saved') {
        const shortfalls = event.saved.shortfalls.map(inEnglish);
        print({ content: event.content, phase: 'done', ...event.saved, shortfalls });
      }
      if (kind === 'failed') {
        const message = inEnglish(event.message);
        print({ content: event.content, phase: 'failed', message });
      }
    },
    close: () => undefined,
  };
}
