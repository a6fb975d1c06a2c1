import type { LayerName, NetworkWeights, Parameters } from '@pastiche/core';
import type { NetworkChoice } from '../engine.js';
import type { Networks } from './networks.js';
import type { ProgressListener } from './shared-load.js';

/** The networks of one run, as `stylize()` takes them. */
export interface Painters {
  readonly weights: NetworkWeights;
  readonly coarseWeights?: NetworkWeights;
  /** Ids in the order in which they paint. */
  readonly network: string;
}

export interface PaintersOptions {
  readonly networks: Networks;
  readonly choice: NetworkChoice;
  readonly parameters: Parameters;
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
}

/**
 * Loads what a run paints with. `auto` lets VGG19 finish what the built-in network begins, if VGG19
 * is here; it never downloads it.
 */
export async function choosePainters(options: PaintersOptions): Promise<Painters> {
  const { networks, choice, parameters, signal, onProgress } = options;
  const lite = networks.lite();
  if (choice === 'vgg19-lite') return alone(lite);
  const { contentLayers, styleLayers } = parameters;
  const layers = Object.keys({ ...contentLayers, ...styleLayers }) as LayerName[];
  const request = { layers, signal, onProgress };
  if (choice === 'vgg19') return alone(await networks.vgg19(request));
  const vgg19 = await networks.vgg19IfHere(request);
  if (vgg19 === null) return alone(lite);
  if (!layers.every((layer) => lite.projections?.has(layer))) return alone(vgg19);
  return { weights: vgg19, coarseWeights: lite, network: `${lite.id}+${vgg19.id}` };
}

function alone(weights: NetworkWeights): Painters {
  return { weights, network: weights.id };
}
