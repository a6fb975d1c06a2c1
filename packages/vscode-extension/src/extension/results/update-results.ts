import {
  BUILT_IN_PRESETS,
  encodeRecipe,
  type PresetNow,
  parsePreset,
  type RecipePreset,
  type Say,
  sentence,
} from '@pastiche/panel/core';
import {
  compareBuiltIn,
  createPresetLookup,
  type OutdatedResult,
  outdatedResults,
  type PresetRelation,
} from '@pastiche/panel/results';
import type { Uri } from 'vscode';
import type { Repaint } from '../batch/create-batcher.js';
import type { BatchWork } from '../batch/run-batch.js';
import type { Moves } from '../pictures/moves.js';
import { isPicture } from '../pictures/picture-kinds.js';
import { distinctNames } from '../pictures/place-names.js';
import type { Ui } from '../ports/ui.js';
import type { KeptPreset } from '../presets/kept-preset.js';
import type { PresetStore } from '../presets/preset-store.js';
import { sourcePlace } from '../saving/source-path.js';
import {
  type FindResultsServices,
  type FoundResults,
  findResults,
  type Result,
} from './find-results.js';

export interface ResultsServices extends FindResultsServices {
  readonly ui: Ui;
  readonly say: Say;
  readonly presets: PresetStore;
  readonly repaint: Repaint;
  readonly moves: Moves;
  /** The workspace folder that a file lies in. */
  rootOf(file: Uri): Uri | null;
}

/**
 * Finds paintings whose presets have changed, and paints those that the person chooses anew: with the
 * preset as it is now, otherwise as they were, into files of their own.
 *
 * @param places pictures and folders; `null`: all of the workspace
 */
export async function updateResults(
  places: readonly Uri[] | null,
  services: ResultsServices,
): Promise<void> {
  const { ui, say, presets } = services;
  const found = await search(places, services);
  const sourceOf = (result: Result) => sourceIn(result, services);
  const { outdated, withoutSource } = await outdatedResults(
    found.results,
    lookupOf(await presets.list()),
    sourceOf,
  );
  if (outdated.length === 0) {
    await ui.tell(nothingToDo(found, withoutSource, say));
    return;
  }
  const names = distinctNames(outdated.map(({ result }) => result.file));
  const choices = outdated.map((one, index) => ({
    label: names[index],
    description: say(sentence`painted with ${nameToShow(one.preset, say)}, which has changed`),
    value: one,
  }));
  const chosen = await ui.chooseSome(
    say(sentence`Paint anew, each into a file of its own`),
    choices,
  );
  if (chosen !== undefined && chosen.length > 0) await services.repaint(chosen.map(workOf));
}

/**
 * Lists the paintings that a preset made, also those from before it was renamed or changed, and opens
 * the one that is chosen.
 *
 * @param id as in the tree: of a kept preset, or `built-in:<id>`
 */
export async function showResultsOf(id: string, services: ResultsServices): Promise<void> {
  const { ui, say } = services;
  const preset = await remembered(id, services);
  if (preset === null) return;
  const found = await search(null, services);
  const mine = found.results.flatMap(({ file, recipe }) => {
    const then = recipe.preset === null ? 'other' : preset.compare(recipe.preset);
    return then === 'other' ? [] : [{ file, then }];
  });
  if (mine.length === 0) {
    await ui.tell(say(sentence`No painting in the workspace remembers the preset ${preset.name}.`));
    return;
  }
  const names = distinctNames(mine.map(({ file }) => file));
  const choices = mine.map(({ file, then }, index) => ({
    label: names[index],
    description:
      then === 'same'
        ? say(sentence`as the preset is now`)
        : say(sentence`from before the preset changed`),
    value: file,
  }));
  const chosen = await ui.choose(say(sentence`Painted with ${preset.name}`), choices);
  if (chosen !== undefined) await ui.open(chosen);
}

/** A preset, and what a painting's memory of one has to do with it. */
interface Remembered {
  readonly name: string;
  compare(made: RecipePreset): PresetRelation;
}

async function remembered(
  id: string,
  { presets, say }: ResultsServices,
): Promise<Remembered | null> {
  const builtIn = BUILT_IN_PRESETS.find((preset) => id === `built-in:${preset.id}`);
  if (builtIn !== undefined) {
    return {
      name: say({ pattern: builtIn.name, values: [] }),
      compare: (made) => compareBuiltIn(made, builtIn),
    };
  }
  const all = await presets.list();
  const kept = all.find((preset) => preset.id === id);
  if (kept === undefined) return null;
  const { compare } = lookupOf(all);
  return { name: kept.name, compare: (made) => compare(made, kept) };
}

function lookupOf(kept: readonly KeptPreset[]) {
  return createPresetLookup(kept, ({ document }) => parsePreset(document));
}

function search(places: readonly Uri[] | null, services: ResultsServices): Promise<FoundResults> {
  return services.ui.progress(services.say(sentence`Looking for paintings…`), (report, signal) =>
    findResults(places, services, report, signal),
  );
}

async function sourceIn({ file, recipe }: Result, services: ResultsServices): Promise<Uri | null> {
  const { files, rootOf, moves } = services;
  if (recipe.source === null) return null;
  // Its way to the picture may begin where the painting lay before.
  for (const own of [file, ...moves.before(file)]) {
    const place = sourcePlace(own, recipe.source, rootOf(own), files);
    const found = place && isPicture(place) ? await moves.find(place) : null;
    if (found !== null) return found;
  }
  return null;
}

function nothingToDo({ results, isAll }: FoundResults, lost: number, say: Say): string {
  if (lost > 0) {
    return say(sentence`Paintings that are out of date, but whose pictures are gone: ${lost}.`);
  }
  if (results.length === 0) return say(sentence`No picture here is a painting of Pastiche.`);
  if (!isAll)
    return say(
      sentence`The pictures that were looked at are up to date; choose a folder, for there are more.`,
    );
  return say(
    sentence`Paintings that are up to date with their presets: ${results.length}; there is nothing to do.`,
  );
}

/** Built-in names come in the language of the editor. */
function nameToShow({ kind, preset: { name } }: PresetNow<KeptPreset>, say: Say): string {
  return kind === 'built-in' ? say({ pattern: name, values: [] }) : name;
}

function workOf({ result, preset, source }: OutdatedResult<Result, KeptPreset, Uri>): BatchWork {
  return { picture: source, preset: choiceOf(preset), basis: encodeRecipe(result.recipe) };
}

function choiceOf({ kind, preset }: PresetNow<KeptPreset>): BatchWork['preset'] {
  if (kind === 'built-in') return { kind, id: preset.id };
  return { kind: 'document', document: preset.document };
}
