import {
  encodeStyleStatistics,
  type Parameters,
  type Pixels,
  StyleTransferError,
  sentence,
  takeStyleStatistics,
} from '@pastiche/core';
import type { LayerName } from '@pastiche/core/parts';
import type { PresetStatistics } from '@pastiche/core/presets';
import type { NetworkWeights } from '@pastiche/core/weights';
import type { NetworkChoice } from '../../engine.js';
import type { Networks } from './networks.js';

export interface TakeStatisticsOptions {
  readonly networks: Networks;
  readonly picture: Pixels;
  /** Their style layers and pooling are what the statistics are of. */
  readonly parameters: Parameters;
  readonly network: NetworkChoice;
  readonly signal: AbortSignal;
}

/**
 * Takes what a picture is as a style: for the built-in network, which everybody has, and for VGG19 too
 * where it was asked for and is here: they are ten times as large. A style that has only the built-in
 * network's is painted by that alone, also under "automatic".
 *
 * @throws StyleTransferError `invalid-statistics` when no network here has the layers.
 */
export async function takeStatistics(
  options: TakeStatisticsOptions,
): Promise<readonly PresetStatistics[]> {
  const { picture, parameters, signal } = options;
  const layers = Object.keys(parameters.styleLayers) as LayerName[];
  const taken: PresetStatistics[] = [];
  for (const weights of await networksFor(options, layers)) {
    const pooling = weights.pooling ?? parameters.pooling;
    const statistics = await takeStyleStatistics({ weights, picture, pooling, layers, signal });
    const { network } = statistics;
    taken.push({ network, pooling: statistics.pooling, bytes: encodeStyleStatistics(statistics) });
  }
  if (taken.length > 0) return taken;
  throw new StyleTransferError(
    'invalid-statistics',
    sentence`The built-in network cannot tell of all of the style layers ${layers.join(', ')}, and VGG19 is not here; reset the style layers under Advanced, or choose VGG19 and download it.`,
  );
}

async function networksFor(
  { networks, network, signal }: TakeStatisticsOptions,
  layers: readonly LayerName[],
): Promise<NetworkWeights[]> {
  const lite = networks.lite();
  const isSeen = layers.every((layer) => lite.projections?.has(layer));
  const withVgg19 = network === 'vgg19' || (network === 'auto' && !isSeen);
  const vgg19 = withVgg19
    ? await networks.vgg19IfHere({ layers, signal, onProgress: () => {} })
    : null;
  return [...(isSeen ? [lite] : []), ...(vgg19 === null ? [] : [vgg19])];
}
