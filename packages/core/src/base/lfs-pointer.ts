import { StyleTransferError, type StyleTransferErrorCode } from './errors.js';
import { type Said, sentence } from './sentence.js';

/** What every pointer begins with that Git LFS leaves in the place of a file. */
export const LFS_POINTER = 'version https://git-lfs';

/**
 * Whether a file is only a pointer of Git LFS.
 *
 * @param head the file's first bytes, at least 8: no other file that is read here begins with those
 */
export function isLfsPointer(head: Uint8Array): boolean {
  const begun = String.fromCharCode(...head.subarray(0, LFS_POINTER.length));
  return begun.length >= 8 && LFS_POINTER.startsWith(begun);
}

/** The refusal of a file that is only a pointer; of a picture, `otherThanPicture` says it. */
export function lfsPointerError(code: StyleTransferErrorCode, name: Said): StyleTransferError {
  return new StyleTransferError(
    code,
    sentence`${name} is only a pointer of Git LFS; run “git lfs pull” to bring the file itself.`,
  );
}
