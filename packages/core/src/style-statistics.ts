import type { LayerName } from './vgg19/layers.js';

/** Mean-free second moments of one feature map. */
export interface LayerStatistics {
  /** Mean of each channel, `[C]`. */
  readonly mean: Float32Array;
  /** Covariance `FᵀF/(h·w) − mean·meanᵀ`, `[C, C]` row-major, symmetric. */
  readonly covariance: Float32Array;
}

/** What a style is to the engine, at one size of the style image. */
export interface ScaleStatistics {
  /** Long side of the style image that these were taken at, px. */
  readonly longSide: number;
  readonly layers: ReadonlyMap<LayerName, LayerStatistics>;
}

/** A style without its picture: per scale and layer, small enough to share. */
export interface StyleStatistics {
  /** `NetworkWeights.id` and pooling the statistics hold for. */
  readonly network: string;
  readonly pooling: 'max' | 'average';
  /** Ascending by `longSide`. */
  readonly scales: readonly ScaleStatistics[];
}
