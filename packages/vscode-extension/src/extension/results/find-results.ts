import { parseRecipe, type Recipe, readPictureRecipe, sentence } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import type { Uri } from 'vscode';
import { isPicture } from '../pictures/picture-kinds.js';
import { nameOf } from '../pictures/place-names.js';
import { ExtensionError, sentenceOf } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import type { Log } from '../ports/log.js';
import type { ReportProgress } from '../ports/ui.js';

/** A painting of Pastiche and what its file remembers. */
export interface Result {
  readonly file: Uri;
  readonly recipe: Recipe;
}

export interface FoundResults {
  readonly results: readonly Result[];
  /** Whether every picture was looked at: not where there are too many. */
  readonly isAll: boolean;
}

export interface FindResultsServices {
  readonly files: Files;
  readonly log: Log;
  /** Pictures in a folder, or, for `null`, in the workspace; at most `most`. */
  findPictures(folder: Uri | null, most: number): Promise<readonly Uri[]>;
}

/** So many pictures are looked at. */
export const MOST_PICTURES = LIMITS.SEARCH_PICTURES;
const MOST_BYTES = LIMITS.SEARCH_BYTES;
/** Reading waits more than it computes. */
const AT_ONCE = 4;

/**
 * Looks for paintings among pictures and in folders, or, for `null`, in all of the workspace.
 *
 * @throws ExtensionError `aborted`
 */
export async function findResults(
  places: readonly Uri[] | null,
  services: FindResultsServices,
  report: ReportProgress,
  signal: AbortSignal,
): Promise<FoundResults> {
  const pictures = await picturesIn(places, services);
  const looked = pictures.slice(0, MOST_PICTURES);
  const results: (Result | null)[] = [];
  let next = 0;
  const lookOn = async () => {
    while (next < looked.length) {
      if (signal.aborted) throw new ExtensionError('aborted', sentence`The search was cancelled.`);
      const index = next;
      next += 1;
      results[index] = await resultIn(looked[index], services);
      report(nameOf(looked[index]), next / looked.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lookOn));
  return {
    results: results.filter((result) => result !== null),
    isAll: pictures.length <= MOST_PICTURES,
  };
}

async function picturesIn(
  places: readonly Uri[] | null,
  { findPictures }: FindResultsServices,
): Promise<readonly Uri[]> {
  // One more than are looked at tells that there are more.
  const within = (folder: Uri | null) => findPictures(folder, MOST_PICTURES + 1);
  if (places === null) return within(null);
  const found = places.map((place) => (isPicture(place) ? [place] : within(place)));
  const pictures = (await Promise.all(found)).flat();
  return [...new Map(pictures.map((picture) => [`${picture}`, picture])).values()];
}

/** What cannot be read is no painting that could be told of. */
async function resultIn(file: Uri, { files, log }: FindResultsServices): Promise<Result | null> {
  try {
    if (((await files.sizeOf(file)) ?? 0) > MOST_BYTES) return null;
    const text = readPictureRecipe(await files.read(file));
    return text === null ? null : { file, recipe: parseRecipe(text) };
  } catch (error) {
    log.debug(`${nameOf(file)} is passed over: ${sentenceOf(error)}`);
    return null;
  }
}
