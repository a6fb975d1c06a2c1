import { parseRecipe, type Said, type Say, saidBy, sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import type { PaintBody } from '../../shared/extension-contract.js';
import { maskBeside } from '../pictures/mask-beside.js';
import type { Moves } from '../pictures/moves.js';
import { distinctNames, nameOf } from '../pictures/place-names.js';
import { readPicture } from '../pictures/read-picture.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { ReportProgress } from '../ports/ui.js';
import { encodingFor } from '../saving/output-encoding.js';
import { folderFor, type SavingServices, saveBeside } from '../saving/save-beside.js';
import { tryPlace } from '../saving/write-painting.js';
import type { BatchPage } from './batch-page.js';

/** A picture, and how it is to be painted. */
export interface BatchWork extends Pick<PaintBody, 'preset' | 'basis'> {
  readonly picture: Uri;
}

/** What a batch needs of its surroundings. */
export interface BatchServices extends SavingServices {
  readonly say: Say;
  readonly moves: Pick<Moves, 'find'>;
}

/** A picture that was not painted to its end; what was reached of it is saved all the same. */
export interface BatchFailure {
  readonly name: string;
  readonly reason: Said;
}

export interface BatchOutcome {
  /** Where the paintings are. */
  readonly saved: readonly Uri[];
  readonly failures: readonly BatchFailure[];
  /** Pictures that were left out because the person gave up. */
  readonly leftOut: number;
  /** How many were painted by another network than the painting that they are based on. */
  readonly otherNetwork: number;
  /** What to know of pictures that were painted, such as that they hold more than was painted of them. */
  readonly notes: readonly Said[];
}

/**
 * Paints pictures one after the other and saves each beside its original. A picture that fails does
 * not end the batch; giving up does, and keeps what is saved.
 */
export async function runBatch(
  works: readonly BatchWork[],
  page: Pick<BatchPage, 'paint' | 'caption'>,
  services: BatchServices,
  report: ReportProgress,
  signal: AbortSignal,
): Promise<BatchOutcome> {
  const saved: Uri[] = [];
  const failures: BatchFailure[] = [];
  const notes: Said[] = [];
  let otherNetwork = 0;
  const names = distinctNames(works.map(({ picture }) => picture));
  for (const [index, work] of works.entries()) {
    const name = names[index];
    const tell = (share: number) => {
      const line = services.say(sentence`${index + 1} of ${works.length}: ${name}`);
      report(line, (index + share) / works.length);
    };
    page.caption(services.say(sentence`Painting ${name} (${index + 1} of ${works.length})`));
    tell(0);
    try {
      const painted = await paintOne(work, page, services, tell, signal);
      if (painted.shortfall === null) saved.push(painted.file);
      else failures.push({ name, reason: savedAllTheSame(painted.shortfall, painted.file) });
      notes.push(...painted.notes);
      if (work.basis !== null && hasOtherNetwork(painted.recipe, work.basis)) otherNetwork += 1;
    } catch (error) {
      if (signal.aborted) break;
      failures.push({ name, reason: saidBy(error) });
    }
  }
  const leftOut = works.length - saved.length - failures.length;
  return { saved, failures, leftOut, otherNetwork, notes };
}

interface PaintedOne {
  readonly file: Uri;
  readonly recipe: string;
  readonly notes: readonly Said[];
  readonly shortfall: Said | null;
}

async function paintOne(
  { picture, preset, basis }: BatchWork,
  page: Pick<BatchPage, 'paint'>,
  services: BatchServices,
  tell: (share: number) => void,
  signal: AbortSignal,
): Promise<PaintedOne> {
  signal.throwIfAborted();
  await checkPlace(picture, services);
  const { name, bytes } = await readPicture(picture, services);
  const mask = (await maskBeside(picture, services))?.bytes ?? null;
  const content = { name, bytes: new Uint8Array(bytes), mask: mask && new Uint8Array(mask) };
  const encoding = encodingFor(picture, services.settingsFor(picture));
  const order = { content, preset, basis, encoding };
  const painting = await page.paint(order, tell, signal);
  // An update had a recipe; without one it would be found out of date again and again.
  const keepsRecipe = basis !== null;
  // What was painted to its end is kept, even if the person gave up meanwhile.
  const place = (await services.moves.find(picture)) ?? picture;
  const file = await saveBeside(place, painting, services, { keepsRecipe });
  const { recipe, notes, shortfall } = painting;
  return { file, recipe, notes, shortfall };
}

function savedAllTheSame(shortfall: Said, file: Uri): Said {
  return sentence`${shortfall} What was painted until then is saved as ${nameOf(file)}.`;
}

/** Painting takes long, so that it had better not be in vain. @throws ExtensionError */
async function checkPlace(picture: Uri, services: SavingServices): Promise<void> {
  const { files } = services;
  const folder = folderFor(picture, services);
  if (!files.isReadOnly(folder)) return tryPlace(files, folder, nameOf(picture));
  throw new ExtensionError(
    'no-permission',
    // No pastiche.output.folder leads out of the picture's file system.
    sentence`The file system of ${nameOf(picture)} is read-only; open the picture and use “Save as…” to choose another folder.`,
  );
}

function hasOtherNetwork(recipe: string, basis: string): boolean {
  try {
    return parseRecipe(recipe).network !== parseRecipe(basis).network;
  } catch {
    // The painting is what counts, and it is there.
    return false;
  }
}
