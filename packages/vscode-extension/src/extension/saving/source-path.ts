import type { Uri } from 'vscode';
import { folderOf, isWithin, stepsOf } from '../pictures/place-names.js';
import type { Files } from '../ports/files.js';

/**
 * How a painting names the picture it was made from: the way from its own folder, such as
 * `../photos/harbour.jpg`, which stays right when both move together and names nothing above `root`.
 *
 * @param folder of the painting
 * @param root the workspace folder of the picture, if it lies in one
 * @returns `null`: they do not lie together in `root`, or in one folder
 */
export function sourcePath(picture: Uri, folder: Uri, root: Uri | null): string | null {
  const common = root ?? folderOf(picture);
  if (!isWithin(picture, common) || !isWithin(folder, common)) return null;
  const to = stepsOf(picture);
  const from = stepsOf(folder);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/**
 * The place that {@link sourcePath} named. Files come from anywhere, so it is only ever one in the
 * workspace folder of the painting, or in its own folder.
 *
 * @param root the workspace folder of the painting, if it lies in one
 */
export function sourcePlace(
  painting: Uri,
  path: string,
  root: Uri | null,
  files: Pick<Files, 'at'>,
): Uri | null {
  if (path === '' || /^[/\\]|^[a-z][\w+.-]*:/i.test(path)) return null;
  const own = folderOf(painting);
  const place = files.at(own, ...path.split('/'));
  return isWithin(place, root ?? own) && place.path !== painting.path ? place : null;
}
