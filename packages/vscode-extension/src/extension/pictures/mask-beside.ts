import { sentence } from '@pastiche/panel/core';
import type { HostMask } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import type { Files } from '../ports/files.js';
import { folderOf, nameOf, stemOf } from './place-names.js';
import { readPicture } from './read-picture.js';

const ENDING = '.mask.png';

/**
 * The mask beside a picture, `photo.mask.png` beside `photo.jpg`: white stays as it is.
 *
 * @returns `null` where there is none
 * @throws ExtensionError as `readPicture` does
 */
export async function maskBeside(
  picture: Uri,
  services: { readonly files: Files },
): Promise<HostMask | null> {
  const { files } = services;
  const place = files.at(folderOf(picture), stemOf(picture) + ENDING);
  if ((await files.sizeOf(place)) === null) return null;
  const { name, bytes } = await readPicture(place, services);
  return { label: sentence`Keep what ${name} marks`, bytes };
}

/** Pictures without those that are masks of others of them. */
export function withoutMasks(pictures: readonly Uri[]): readonly Uri[] {
  const masks = pictures.map((picture) => stemOf(picture) + ENDING);
  return pictures.filter((picture) => !masks.includes(nameOf(picture)));
}
