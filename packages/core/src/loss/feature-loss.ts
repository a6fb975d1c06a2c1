import type * as tf from '@tensorflow/tfjs-core';
import type { FeatureGradient, FeatureMaps } from '../vgg19/network/feature-maps.js';
import type { LayerName } from '../vgg19/network/layers.js';

/**
 * A loss that looks at one feature map: the common shape of the content and the style loss. The objective
 * asks for its kind only to find its weight.
 */
export interface FeatureLoss {
  readonly kind: 'content' | 'style';
  readonly layer: LayerName;
  /** Looks at its layer's feature map, which must live until the result has been used. */
  evaluate(maps: FeatureMaps): EvaluatedLoss;
  /** Frees the target. */
  dispose(): void;
}

/** A loss at one feature map. */
export interface EvaluatedLoss {
  /** The unweighted loss; owned by this object. */
  readonly loss: tf.Scalar;
  /** `weight` times the gradient with respect to the feature map; the caller disposes its tensors. */
  gradient(weight: number): FeatureGradient;
  dispose(): void;
}

/** Keeps a division by a target's size finite when the target is all zero (a black feature map). */
export const SMALLEST_NORM = 1e-12;
