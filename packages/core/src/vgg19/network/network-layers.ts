import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { type LayerName, VGG19_LAYERS } from './layers.js';
import type { NetworkWeights } from './network-weights.js';

/**
 * Refuses layers that a network does not have: one with a table of its own may have fewer than VGG19.
 *
 * @throws StyleTransferError `invalid-parameter`: the layer, and those to choose from.
 */
export function checkNetworkLayers(
  { id, projections, architecture = VGG19_LAYERS }: NetworkWeights,
  names: readonly LayerName[],
): void {
  // The other layers of a distilled network are its own affair: they resemble nothing of VGG19's.
  const own = projections
    ? [...projections.keys()]
    : architecture.flatMap((layer) => (layer.kind === 'convolution' ? [layer.name] : []));
  const missing = names.find((name) => !own.includes(name));
  if (missing === undefined) return;
  throw new StyleTransferError(
    'invalid-parameter',
    sentence`The network "${id}" has no layer ${missing}; choose from ${own.join(', ')}.`,
  );
}
