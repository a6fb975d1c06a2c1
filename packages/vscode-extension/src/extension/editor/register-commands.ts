import { type Say, sentence } from '@pastiche/panel/core';
import * as vscode from 'vscode';
import type { CommandTable } from '../commands/command-table.js';
import { codeOf, sentenceOf, toldBy } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { Ui } from '../ports/ui.js';

export interface RegisterCommandsOptions {
  readonly ui: Ui;
  readonly log: Log;
  readonly say: Say;
  showLog(): void;
}

/** Registers commands; one that fails says why, with the way to the log. */
export function registerCommands(
  table: CommandTable,
  { ui, log, say, showLog }: RegisterCommandsOptions,
): vscode.Disposable {
  const fail = async (id: string, error: unknown) => {
    if (codeOf(error) === 'aborted') return;
    log.error(`${id}: ${sentenceOf(error)}`);
    log.debug(error instanceof Error ? (error.stack ?? '') : '');
    const chosen = await ui.complain(toldBy(error, say), say(sentence`Show Log`));
    if (chosen !== undefined) showLog();
  };
  const registered = Object.entries(table).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...given: unknown[]) => {
      log.debug(`${id} begins.`);
      try {
        await run(...given);
      } catch (error) {
        // Nobody waits for a notification to be closed.
        void fail(id, error);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
