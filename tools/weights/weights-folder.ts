import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StyleTransferError } from '../../packages/core/src/base/errors.js';
import {
  checkFileBytes,
  type WeightSource,
} from '../../packages/core/src/weights/transport/source.js';

/**
 * The folder of VGG19's `model.json`: the one named on the command line, else `PASTICHE_WEIGHTS`.
 *
 * @throws Error with a sentence when neither names one.
 */
export function weightsOption(folder: string | undefined): string {
  const chosen = folder || process.env.PASTICHE_WEIGHTS;
  if (chosen) return chosen;
  throw new Error(
    'The weights of VGG19 are needed; name the folder of their model.json with --weights or PASTICHE_WEIGHTS.',
  );
}

/** A folder as a source of weights. */
export function weightsFolder(folder: string): WeightSource {
  return {
    name: folder,
    async read(file, options = {}) {
      const bytes = await readFile(join(folder, file)).catch((cause: unknown) => {
        const message = `${file} cannot be read in ${folder}; name the folder that holds the weights.`;
        throw new StyleTransferError('weights-unavailable', message, { cause });
      });
      checkFileBytes(file, bytes.byteLength, options);
      return bytes.subarray(options.start, options.end);
    },
  };
}
