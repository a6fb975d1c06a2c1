import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';

/** The refusal of a file that begins like a picture and does not go on like one. */
export function damagedPicture(cause?: unknown): StyleTransferError {
  return new StyleTransferError(
    'invalid-image',
    sentence`The picture should be a whole file, but it is damaged or cut short; export or download it again.`,
    { cause },
  );
}
