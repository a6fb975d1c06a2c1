import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StyleTransferError } from '../packages/core/src/errors.js';
import type { LayerName } from '../packages/core/src/vgg19/layers.js';
import { loadWeights } from '../packages/core/src/weights/load-weights.js';
import type { NetworkWeights } from '../packages/core/src/weights/network-weights.js';
import { checkFileBytes, type WeightSource } from '../packages/core/src/weights/source.js';

/**
 * Loads VGG19 from a folder with `model.json` and its shards.
 *
 * @param folder from the command line; `PASTICHE_WEIGHTS` when that says nothing
 * @throws Error with a sentence when neither names a folder, StyleTransferError when reading fails.
 */
export function loadWeightsFolder(
  folder: string | undefined,
  deepest: LayerName,
): Promise<NetworkWeights> {
  const chosen = folder ?? process.env.PASTICHE_WEIGHTS;
  if (!chosen) {
    throw new Error(
      'The weights of VGG19 are needed; name the folder of their model.json with --weights or PASTICHE_WEIGHTS.',
    );
  }
  return loadWeights({ source: weightsFolder(chosen), deepest });
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
