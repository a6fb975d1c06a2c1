import { isLfsPointer, sentence } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import type { Uri } from 'vscode';
import { ExtensionError } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import { nameOf } from './place-names.js';

const MOST_BYTES = LIMITS.PICTURE_BYTES_IN_EDITOR;

/** A picture as the panel takes it. */
export interface NamedPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a picture's file, but no huge one and no placeholder of Git LFS.
 *
 * @throws ExtensionError
 */
export async function readPicture(
  file: Uri,
  { files }: { readonly files: Files },
): Promise<NamedPicture> {
  const name = nameOf(file);
  const size = await files.sizeOf(file);
  if (size !== null && size > MOST_BYTES) {
    const megabytes = Math.round(size / 1e6);
    throw new ExtensionError(
      'too-large',
      sentence`A picture may have 100 MB, but ${name} has ${megabytes} MB; make it smaller first.`,
    );
  }
  const bytes = await files.read(file);
  if (isLfsPointer(bytes)) {
    throw new ExtensionError(
      'not-a-picture',
      sentence`${name} is only a pointer of Git LFS; run “git lfs pull” to bring the picture.`,
    );
  }
  return { name, bytes };
}
