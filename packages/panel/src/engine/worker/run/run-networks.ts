import {
  type Parameters,
  type StyleStatistics,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import type { LayerName } from '@pastiche/core/parts';
import type { NetworkWeights } from '@pastiche/core/weights';
import type { NetworkChoice } from '../../engine.js';
import type { ProgressListener } from '../../shared-download.js';
import type { Networks } from '../networks/networks.js';
import { networksOfStatistics } from './statistics-choice.js';

/** The networks of one run, as `stylize()` takes them. */
export interface RunNetworks {
  readonly weights: NetworkWeights;
  readonly coarseWeights?: NetworkWeights;
  /** Ids in the order in which they paint. */
  readonly network: string;
}

export interface RunNetworksOptions {
  readonly networks: Networks;
  readonly choice: NetworkChoice;
  readonly parameters: Parameters;
  /** Of each style that is given without its picture. */
  readonly statistics: readonly (readonly StyleStatistics[])[];
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
}

/**
 * Loads what a run paints with. `auto` lets VGG19 finish what the built-in network begins, if VGG19
 * is here; it never downloads it. A style without its picture is painted by one of the networks that
 * its statistics are for, alone.
 *
 * @throws StyleTransferError `invalid-statistics` where none of them may or can paint.
 */
export async function chooseRunNetworks(options: RunNetworksOptions): Promise<RunNetworks> {
  const { networks, choice, parameters, statistics, signal, onProgress } = options;
  const lite = networks.lite();
  const ids = statistics.length === 0 ? null : networksOfStatistics(options, lite);
  if (choice === 'vgg19-lite') return alone(lite);
  const { contentLayers, styleLayers } = parameters;
  const layers = Object.keys({ ...contentLayers, ...styleLayers }) as LayerName[];
  const request = { layers, signal, onProgress };
  if (choice === 'vgg19') return alone(await networks.vgg19(request));
  const vgg19 = ids?.includes('vgg19') === false ? null : await networks.vgg19IfHere(request);
  if (vgg19 === null && ids?.includes(lite.id) === false) throw needsVgg19();
  if (vgg19 === null) return alone(lite);
  const both = ids === null && layers.every((layer) => lite.projections?.has(layer));
  if (!both) return alone(vgg19);
  return { weights: vgg19, coarseWeights: lite, network: `${lite.id}+${vgg19.id}` };
}

function needsVgg19(): StyleTransferError {
  return new StyleTransferError(
    'invalid-statistics',
    sentence`This style was kept without its picture, for VGG19, which is not here; download VGG19 under Network, or choose another style.`,
  );
}

function alone(weights: NetworkWeights): RunNetworks {
  return { weights, network: weights.id };
}
