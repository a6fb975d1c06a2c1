import type * as tf from '@tensorflow/tfjs-core';
import type { FeatureGradient, FeatureMaps } from './feature-maps.js';
import type { LayerName, Pooling } from './layers.js';
import type { LossProjection } from './loss-projection.js';
import type { NetworkWeights } from './network-weights.js';

export interface NetworkOptions {
  readonly weights: NetworkWeights;
  /** The last convolution that is computed; deeper ones cost nothing. */
  readonly deepest: LayerName;
  /** Weights that were trained for one pooling keep to it. */
  readonly pooling: Pooling;
  /** Factor of each layer's activations (see `calibration.ts`); `null` leaves them raw. */
  readonly calibration: Readonly<Partial<Record<LayerName, number>>> | null;
  /**
   * Awaited between layers where the processor computes, so that a thread can hear other things
   * within one layer; what it throws ends the pass. Default: nothing is awaited.
   */
  readonly breathe?: () => Promise<void>;
}

/** A frozen network on the current backend. */
export interface Network {
  readonly id: string;
  readonly pooling: Pooling;
  /** The convolutions that it computes, shallow to deep. */
  readonly layerNames: readonly LayerName[];
  /** The calibration factor of a layer: its feature map is this many times the raw one. */
  factor(name: LayerName): number;
  /** What content losses are multiplied by. */
  readonly contentGain: number;
  /** The map through which losses look at a layer of a distilled network, or `null`; owned by the network. */
  projection(name: LayerName): LossProjection | null;
  /**
   * Computes every feature map of `image`, `[1, h, w, 3]` RGB in 0..1. The caller disposes the pass
   * before it begins another one: they may share their memory.
   */
  forward(image: tf.Tensor4D): Promise<ForwardPass>;
  dispose(): void;
}

/** The feature maps of one image, and the way back from them to the image. */
export interface ForwardPass extends FeatureMaps {
  /**
   * Gradient of a loss with respect to the image, `[1, h, w, 3]` per unit of 0..1; the caller
   * disposes it. Feature maps are freed on the way, so a pass can go back only once.
   *
   * @param gradientsAt the loss's gradients with respect to one feature map, to be added up, asked
   *   deep to shallow while that map still exists. Ownership passes over.
   * @returns `null` when the loss looks at no layer at all
   */
  backward(
    gradientsAt: (name: LayerName) => readonly FeatureGradient[],
  ): Promise<tf.Tensor4D | null>;
  dispose(): void;
}
