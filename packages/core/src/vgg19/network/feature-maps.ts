import type * as tf from '@tensorflow/tfjs-core';
import type { LayerName } from './layers.js';
import type { LayerCoverage } from './position-weights.js';

/** Sums over all positions of an image's feature maps (after ReLU). */
export interface FeatureSums {
  /** `[1, h, w, C]` of a layer's map. */
  shape(layer: LayerName): [number, number, number, number];
  /** `FᵀF / (h·w)`, `[C, C]` (see `tensors/gram.ts`); the caller disposes it. */
  gram(layer: LayerName, coverage?: LayerCoverage | null): tf.Tensor2D;
  /** Mean of each channel, `[C]`; the caller disposes it. */
  mean(layer: LayerName, coverage?: LayerCoverage | null): tf.Tensor1D;
}

/**
 * The feature maps of one image as losses look at them: sums over all positions
 * rather than the maps themselves, which may be large and lie where a copy is dear.
 */
export interface FeatureMaps extends FeatureSums {
  /** The map itself, copied where that is needed; owned by the pass. */
  featureMap(layer: LayerName): tf.Tensor4D;
}

/**
 * A loss's gradient with respect to one feature map F, in the form in which it is smallest:
 * - `map`: itself, `[1, h, w, C]`;
 * - `product`: `diag(m²)·(F·matrix + offset)`, `[C, C]` symmetric and `[C]`; the coverage stays the loss's.
 */
export type FeatureGradient =
  | { readonly kind: 'map'; readonly map: tf.Tensor4D }
  | {
      readonly kind: 'product';
      readonly matrix: tf.Tensor2D;
      readonly offset: tf.Tensor1D | null;
      readonly coverage: LayerCoverage | null;
    };

/** The tensors that come with a gradient and are to be disposed with it. */
export function gradientTensors(gradient: FeatureGradient): tf.Tensor[] {
  if (gradient.kind === 'map') return [gradient.map];
  const { matrix, offset } = gradient;
  return offset === null ? [matrix] : [matrix, offset];
}
