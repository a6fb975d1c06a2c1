import { framesNote, readPictureFrames } from '@pastiche/core/pictures';
import type { HostPicture } from '../host/host.js';
import type { Notices } from './notices.js';

/** Tells how many frames or pages a picture's file holds, where there are several. */
export function tellFrames(
  { name, bytes }: Pick<HostPicture, 'name' | 'bytes'>,
  notices: Pick<Notices, 'info'>,
): void {
  const frames = readPictureFrames(bytes);
  if (frames !== null) notices.info(framesNote(name, frames));
}
