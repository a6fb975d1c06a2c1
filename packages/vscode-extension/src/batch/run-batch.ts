import { parseRecipe, type Said, saidBy } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { typeOfName } from '../pictures/picture-kinds.js';
import { nameOf } from '../pictures/place-names.js';
import { readPicture } from '../pictures/read-picture.js';
import type { ReportProgress } from '../ports/ui.js';
import { type SavingServices, saveBeside } from '../saving/save-beside.js';
import type { BatchPage, PaintOrder } from './batch-page.js';

/** A picture, and how it is to be painted. */
export interface BatchWork extends Pick<PaintOrder, 'preset' | 'basis'> {
  readonly picture: Uri;
}

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
}

/**
 * Paints pictures one after the other and saves each beside its original. A picture that fails does
 * not end the batch; giving up does, and keeps what is saved.
 */
export async function runBatch(
  works: readonly BatchWork[],
  page: Pick<BatchPage, 'paint' | 'caption'>,
  services: SavingServices,
  report: ReportProgress,
  signal: AbortSignal,
): Promise<BatchOutcome> {
  const saved: Uri[] = [];
  const failures: BatchFailure[] = [];
  let otherNetwork = 0;
  for (const [index, work] of works.entries()) {
    const name = nameOf(work.picture);
    const tell = (share: number) => {
      const line = services.t('{0} of {1}: {2}', index + 1, works.length, name);
      report(line, (index + share) / works.length);
    };
    page.caption(services.t('Painting {0} ({1} of {2})', name, index + 1, works.length));
    tell(0);
    try {
      const painted = await paintOne(work, page, services, tell, signal);
      saved.push(painted.file);
      if (work.basis !== null && hasOtherNetwork(painted.recipe, work.basis)) otherNetwork += 1;
    } catch (error) {
      if (signal.aborted) break;
      failures.push({ name, reason: saidBy(error) });
    }
  }
  const leftOut = works.length - saved.length - failures.length;
  return { saved, failures, leftOut, otherNetwork };
}

async function paintOne(
  { picture, preset, basis }: BatchWork,
  page: Pick<BatchPage, 'paint'>,
  services: SavingServices,
  tell: (share: number) => void,
  signal: AbortSignal,
): Promise<{ readonly file: Uri; readonly recipe: string }> {
  signal.throwIfAborted();
  const { name, bytes } = await readPicture(picture, services);
  const { format, quality } = services.settingsFor(picture);
  const mediaType = format === 'original' ? (typeOfName(name) ?? 'image/png') : format;
  const order = { name, bytes: new Uint8Array(bytes), preset, basis, mediaType, quality };
  const painting = await page.paint(order, tell, signal);
  // What was painted to its end is kept, even if the person gave up meanwhile.
  return { file: await saveBeside(picture, painting, services), recipe: painting.recipe };
}

function hasOtherNetwork(recipe: string, basis: string): boolean {
  try {
    return parseRecipe(recipe).network !== parseRecipe(basis).network;
  } catch {
    // The painting is what counts, and it is there.
    return false;
  }
}
