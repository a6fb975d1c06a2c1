import type { Uri } from 'vscode';

/** The last part of a place's path. */
export function nameOf({ path }: Pick<Uri, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without its ending. */
export function stemOf(place: Pick<Uri, 'path'>): string {
  return nameOf(place).replace(/(?<=.)\.[^.]*$/, '');
}

/**
 * What files are called among each other: by their names, those with a namesake by as many of their
 * folders as tell them apart.
 *
 * @example
 * distinctNames([at('/ws/aa/pic.png'), at('/ws/bb/pic.png'), at('/ws/cat.png')]);
 * // ['aa/pic.png', 'bb/pic.png', 'cat.png']
 */
export function distinctNames(places: readonly Uri[]): string[] {
  return places.map((place) => {
    const own = stepsOf(place);
    const others = places
      .filter((other) => other.path !== place.path && nameOf(other) === nameOf(place))
      .map(stepsOf);
    const tail = (steps: readonly string[], count: number) => steps.slice(-count).join('/');
    const isUnclear = (count: number) =>
      others.some((steps) => tail(steps, count) === tail(own, count));
    let count = 1;
    while (count < own.length && isUnclear(count)) count += 1;
    return tail(own, count);
  });
}

/**
 * How people are told which folder a file lies in: from the workspace folder on, else by its whole path.
 *
 * @param root the workspace folder that it lies in, if it does
 */
export function folderToTell(file: Uri, root: Uri | null): string {
  const { path } = folderOf(file);
  return root === null ? path : `${nameOf(root)}${path.slice(root.path.replace(/\/$/, '').length)}`;
}

/** The folder that something lies in. */
export function folderOf(place: Uri): Uri {
  const cut = place.path.lastIndexOf('/');
  return place.with({ path: cut <= 0 ? '/' : place.path.slice(0, cut) });
}

/** The names that a path is made of. */
export function stepsOf({ path }: Pick<Uri, 'path'>): string[] {
  return path.split('/').filter((step) => step !== '');
}

/** Where a place is once something was moved: another one, if it is that or lies in it. */
export function moved(place: Uri, from: Uri, to: Uri): Uri {
  return isWithin(place, from)
    ? to.with({ path: to.path + place.path.slice(from.path.length) })
    : place;
}

/** Whether a place is a folder itself or lies in it, however deep. */
export function isWithin(place: Uri, folder: Uri): boolean {
  if (place.scheme !== folder.scheme || place.authority !== folder.authority) return false;
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return `${place.path}/`.startsWith(root);
}

/** The name of the file that a part, under whose name it is written first, is to become; of others their own. */
export function meantName(place: Uri): string {
  return nameOf(place).replace(/^\.(.+)\.\w+\.part$/, '$1');
}
