import { sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { folderOf, isWithin } from '../pictures/place-names.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';

export interface OutputFolderOptions {
  /** The picture that is painted. */
  readonly picture: Uri;
  /** `pastiche.output.folder`: relative to the picture, or, with a slash before it, to the workspace folder. */
  readonly setting: string;
  /** The workspace folder that the picture lies in. */
  readonly root: Uri | null;
  readonly files: Files;
}

/**
 * The folder that a painting goes to. It never leaves the workspace folder, or, for a picture
 * outside all of them, the picture's own folder: settings may come with a repository.
 *
 * @throws ExtensionError `outside-folder`
 */
export function outputFolder({ picture, setting, root, files }: OutputFolderOptions): Uri {
  const own = folderOf(picture);
  const steps = setting.split(/[/\\]+/).filter((step) => step !== '' && step !== '.');
  const fromRoot = /^[/\\]/.test(setting) && root !== null;
  const folder = files.at(fromRoot ? root : own, ...steps);
  if (isWithin(folder, root ?? own)) return folder;
  throw new ExtensionError(
    'outside-folder',
    sentence`Paintings should stay within the workspace folder, but pastiche.output.folder is “${setting}”; change this setting.`,
  );
}
