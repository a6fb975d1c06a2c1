import { type Say, sentence } from '@pastiche/panel/core';
import type { FigmaAnswers } from '../figma/figma-answers.js';
import type { FigmaToken } from '../figma/figma-token.js';
import type { Ui } from '../ports/ui.js';
import type { CommandTable } from './command-table.js';

export interface FigmaCommandsOptions {
  readonly token: FigmaToken;
  readonly answers: FigmaAnswers;
  readonly ui: Ui;
  readonly say: Say;
  /** See `importFromFigma`. */
  importPresets(): Promise<void>;
}

/** Commands about Figma files and the token that reads them. */
export function figmaCommands(options: FigmaCommandsOptions): CommandTable {
  const { token, answers, ui, say } = options;
  return {
    'pastiche.figma.importPresets': () => options.importPresets(),
    'pastiche.figma.setToken': async () => {
      if ((await token.ask()) !== null) await ui.tell(say(sentence`Figma’s token is kept.`));
    },
    'pastiche.figma.removeToken': async () => {
      const had = await token.forget();
      // What it brought goes with it.
      await answers.removeAll();
      await ui.tell(
        had
          ? say(sentence`Figma’s token and its answers were removed.`)
          : say(sentence`No token of Figma is kept.`),
      );
    },
  };
}
