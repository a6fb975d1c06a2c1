import { cachedSource, isStyleTransferError, VGG19 } from '@pastiche/panel/core';
import type { Host } from '@pastiche/panel/host';

/**
 * Reads VGG19's files and compares each with its digest. The sandbox keeps what it downloaded and
 * cannot compute a digest itself: a damaged file has to be forgotten there, or it would come again.
 *
 * @throws StyleTransferError `checksum-mismatch`, after `forget`
 * @example
 * verifiedWeights(host.readWeights, (file) => sandbox.tell('weightsDamaged', { file }));
 */
export function verifiedWeights(
  read: Host['readWeights'],
  forget: (file: string) => void,
): Host['readWeights'] {
  const source = cachedSource({ name: 'Figma', read: (file) => read(file) }, null, VGG19.files);
  return async (file) => {
    try {
      return await source.read(file);
    } catch (error) {
      if (isStyleTransferError(error) && error.code === 'checksum-mismatch') forget(file);
      throw error;
    }
  };
}
