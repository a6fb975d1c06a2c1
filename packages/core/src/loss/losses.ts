import type { LayerName } from '../vgg19/network/layers.js';

/** Every loss at one image: terms unweighted (before alpha, beta and layer weights), `total` weighted. */
export interface Losses {
  readonly total: number;
  /** Sum over the content layers of weight · loss, before alpha. */
  readonly content: number;
  /** Sum over the style layers of weight · loss, before beta. */
  readonly style: number;
  readonly totalVariation: number;
  /** Each layer's own loss, before its weight. */
  readonly contentByLayer: Readonly<Partial<Record<LayerName, number>>>;
  readonly styleByLayer: Readonly<Partial<Record<LayerName, number>>>;
}
