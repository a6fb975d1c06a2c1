import type { Uri } from 'vscode';

/**
 * Files of any kind: on this computer, on another one, in no file system at all. Every method may
 * reject with an `ExtensionError` whose sentence names the file without its folder.
 */
export interface Files {
  read(file: Uri): Promise<Uint8Array>;
  /** Replaces what is there. */
  write(file: Uri, bytes: Uint8Array): Promise<void>;
  /** @returns the size in bytes, or `null` when there is no such file */
  sizeOf(file: Uri): Promise<number | null>;
  /** As `sizeOf`, with the time of its last change, ms since 1970; 0 where the file system knows none. */
  stateOf(file: Uri): Promise<{ readonly size: number; readonly modified: number } | null>;
  /** Names of the files in a folder; none when there is no such folder. */
  list(folder: Uri): Promise<readonly string[]>;
  /** @throws ExtensionError `exists` when something is there and `overwrite` is not set */
  rename(from: Uri, to: Uri, options: { readonly overwrite: boolean }): Promise<void>;
  /** Also of a folder with all that is in it. @throws ExtensionError `not-found` */
  remove(place: Uri, options: { readonly trash: boolean }): Promise<void>;
  /** Whether what is removed here can go to a trash, as far as one can know without trying. */
  hasTrash(place: Uri): boolean;
  makeFolder(folder: Uri): Promise<void>;
  /** The place below a folder. */
  at(folder: Uri, ...names: readonly string[]): Uri;
  /** Whether the file system takes no writing at all. */
  isReadOnly(place: Uri): boolean;
}
