import { chosenPlaces } from '../pictures/chosen-pictures.js';
import { type ResultsServices, showResultsOf, updateResults } from '../results/update-results.js';
import type { CommandTable } from './command-table.js';

export interface ResultCommandsOptions extends ResultsServices {
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
    'pastiche.presets.showResults': async (row) => {
      const id = options.idOf(row);
      if (id !== null) await showResultsOf(id, options);
    },
  };
}
