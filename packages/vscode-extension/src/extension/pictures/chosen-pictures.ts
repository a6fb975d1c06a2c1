import type { Uri } from 'vscode';
import { isPicture } from './picture-kinds.js';

/** What a menu hands to a command: the row that was clicked, and all that are selected. */
export interface MenuArguments {
  readonly clicked: unknown;
  readonly selected: unknown;
  /** The picture in the editor's active tab, for the Command Palette. */
  readonly active: Uri | null;
}

/**
 * The pictures that a command is about. A selection may hold anything, so what is no picture is left
 * out; without any the active tab counts.
 */
export function chosenPictures({ clicked, selected, active }: MenuArguments): readonly Uri[] {
  const uris = chosenPlaces(clicked, selected);
  if (uris.length > 0) return uris.filter(isPicture);
  return active !== null && isPicture(active) ? [active] : [];
}

/** The files and folders that a command is about. */
export function chosenPlaces(clicked: unknown, selected: unknown): readonly Uri[] {
  const given: readonly unknown[] =
    Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return given.filter(isUri);
}

function isUri(value: unknown): value is Uri {
  if (typeof value !== 'object' || value === null) return false;
  const { scheme, path } = value as { scheme?: unknown; path?: unknown };
  return typeof scheme === 'string' && typeof path === 'string';
}
