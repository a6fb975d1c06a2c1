import type { Mask } from '../image/mask.js';
import type { Pixels } from '../image/pixels.js';
import type { GivenParameters } from '../parameters/schema.js';
import type { StyleStatistics } from '../statistics/style-statistics.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import type { Controls } from './controls.js';

/** A style: a picture, or the statistics taken from one earlier. */
export type StyleInput =
  | { readonly kind: 'picture'; readonly pixels: Pixels; readonly weight?: number }
  | { readonly kind: 'statistics'; readonly statistics: StyleStatistics; readonly weight?: number };

/** What `stylize()` is asked to do. */
export interface StylizeRequest {
  /** The network that paints; with {@link coarseWeights} the one that finishes. */
  readonly weights: NetworkWeights;
  /**
   * A cheaper network whose losses come in the same units (`vgg19-lite` beside `vgg19`). It paints
   * the coarse scales and begins the finest; `weights` finish it.
   */
  readonly coarseWeights?: NetworkWeights;
  readonly content: Pixels;
  /** At least one; weights (default 1) are made to sum to 1. */
  readonly styles: readonly StyleInput[];
  readonly parameters?: GivenParameters;
  /** What of the content must stay as it is. */
  readonly protect?: Mask;
  /** Needed with `initialImage: 'picture'`. */
  readonly initialPicture?: Pixels;
  readonly signal?: AbortSignal;
  /** Changes while the run goes on. */
  readonly controls?: Controls;
  /**
   * Bytes that the run may take where it computes (`memoryFor`); default what a page may count on. A picture for
   * which they do not suffice passes through the network in pieces, which takes longer and paints the same.
   */
  readonly memory?: number;
  /** Bytes of an earlier `PaintingStep.checkpoint()`. */
  readonly resume?: Uint8Array;
}
