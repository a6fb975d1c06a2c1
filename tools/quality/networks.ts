import { createHash } from 'node:crypto';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';

/** What can paint: the built-in network, VGG19, or `auto`, where the first begins and the other finishes. */
export const PAINTER_NAMES = ['vgg19-lite', 'auto', 'vgg19'] as const;
export type PainterName = (typeof PAINTER_NAMES)[number];

export interface LoadedNetworks {
  readonly vgg19: NetworkWeights;
  /** Needed by the painters `vgg19-lite` and `auto`. */
  readonly lite?: NetworkWeights | undefined;
}

/** The part of a `StylizeRequest` that says which networks paint. */
export interface PaintingNetworks {
  readonly weights: NetworkWeights;
  readonly coarseWeights?: NetworkWeights;
}

/** Names painters as the command line does: `vgg19-lite,auto,vgg19`. */
export function parsePainters(text: string): PainterName[] {
  const names = [...new Set(text.split(','))];
  const unknown = names.find((name) => !isPainter(name));
  if (unknown === undefined) return names.filter(isPainter);
  throw new Error(
    `--networks should name some of ${PAINTER_NAMES.join(', ')} with commas, but "${unknown}" came.`,
  );
}

/**
 * The networks with which one painter paints.
 *
 * @throws Error with a sentence when `vgg19-lite` is needed and was not loaded.
 */
export function networksOf(
  painter: PainterName,
  { vgg19, lite }: LoadedNetworks,
): PaintingNetworks {
  if (painter === 'vgg19') return { weights: vgg19 };
  if (lite === undefined) {
    throw new Error(`${painter} needs the weights of vgg19-lite; name their file with --lite.`);
  }
  return painter === 'auto' ? { weights: vgg19, coarseWeights: lite } : { weights: lite };
}

/** A hash of every number of the networks: a painting by other weights is not taken for theirs. */
export function fingerprintOf({ weights, coarseWeights }: PaintingNetworks): string {
  const hash = createHash('sha256');
  for (const network of coarseWeights ? [coarseWeights, weights] : [weights]) {
    hash.update(network.id);
    const maps = [...network.layers, ...(network.projections ?? [])];
    for (const [name, { kernel, bias }] of maps) hash.update(name).update(kernel).update(bias);
  }
  return hash.digest('hex').slice(0, 16);
}

function isPainter(name: string): name is PainterName {
  return (PAINTER_NAMES as readonly string[]).includes(name);
}
