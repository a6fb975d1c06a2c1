import { type Sentence, sentence } from '@pastiche/panel/core';
import { chosenPlaces } from '../pictures/chosen-pictures.js';
import { nameOf } from '../pictures/place-names.js';
import { type ResultsServices, showResultsOf, updateResults } from '../results/update-results.js';
import type { Replacements } from '../saving/replacements.js';
import type { CommandTable } from './command-table.js';

export interface ResultCommandsOptions extends ResultsServices {
  readonly replacements: Replacements;
  /** The id of the preset in a row of the tree. */
  idOf(row: unknown): string | null;
}

/** Commands about paintings and the presets that made them. */
export function resultCommands(options: ResultCommandsOptions): CommandTable {
  return {
    'pastiche.updateResults': (clicked, selected) => {
      const places = chosenPlaces(clicked, selected);
      return updateResults(places.length === 0 ? null : places, options);
    },
    'pastiche.undoReplacement': async () => {
      await options.ui.tell(options.say(undoneSentence(await options.replacements.undo())));
    },
    'pastiche.presets.showResults': async (row) => {
      const id = options.idOf(row);
      if (id !== null) await showResultsOf(id, options);
    },
  };
}

function undoneSentence(undone: Awaited<ReturnType<Replacements['undo']>>): Sentence {
  if (undone === null) return sentence`No picture was replaced here that could be brought back.`;
  const name = nameOf(undone.original);
  if (undone.painting === null) return sentence`${name} is the original again.`;
  return sentence`${name} is the original again; the painting is kept as ${nameOf(undone.painting)}.`;
}
