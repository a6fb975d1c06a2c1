import type { Uri } from 'vscode';

/** The last part of a place's path. */
export function nameOf({ path }: Pick<Uri, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without its ending. */
export function stemOf(place: Pick<Uri, 'path'>): string {
  return nameOf(place).replace(/(?<=.)\.[^.]*$/, '');
}

/** The folder that something lies in. */
export function folderOf(place: Uri): Uri {
  const cut = place.path.lastIndexOf('/');
  return place.with({ path: cut <= 0 ? '/' : place.path.slice(0, cut) });
}

/** Whether a place is a folder itself or lies in it, however deep. */
export function isWithin(place: Uri, folder: Uri): boolean {
  if (place.scheme !== folder.scheme || place.authority !== folder.authority) return false;
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return `${place.path}/`.startsWith(root);
}
