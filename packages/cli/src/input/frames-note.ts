import { framesNote } from '@pastiche/core/pictures';
import type { Report } from '../progress/command-event.js';
import type { Picture } from './picture-file.js';

/** Tells how many frames or pages a picture's file holds, where there are several. */
export function tellFrames(
  name: string,
  { frames }: Pick<Picture, 'frames'>,
  report: Report,
): void {
  if (frames !== null) report({ kind: 'note', message: framesNote(name, frames) });
}
