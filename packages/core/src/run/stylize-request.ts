import type { Mask } from '../image/mask.js';
import type { Pixels } from '../image/pixels.js';
import type { GivenParameters } from '../parameters/schema.js';
import type { StyleStatistics } from '../statistics/style-statistics.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import type { Controls } from './controls.js';

/** A style: a picture, or the statistics taken from one earlier. */
export type StyleInput = StylePicture | StyleInputStatistics;

/** A style that is measured when the run begins. */
export interface StylePicture {
  readonly kind: 'picture';
  readonly pixels: Pixels;
  readonly weight?: number;
  /** The part of the picture that is the style ("only the sky of this painting"), default all of it. */
  readonly mask?: Mask;
}

/** A style that was measured earlier. */
export interface StyleInputStatistics {
  readonly kind: 'statistics';
  readonly statistics: StyleStatistics;
  readonly weight?: number;
}

/** A part of the content with a style of its own. */
export interface StyleRegion {
  /** What of the content belongs to it, by how much. */
  readonly mask: Mask;
  /** Its styles, as `StylizeRequest.styles` are those of the rest. */
  readonly styles: readonly StyleInput[];
  /** Multiplies beta within it, above 0 and at most 100, default 1. */
  readonly strength?: number;
}

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
  /** At least one, for what no region has; weights (default 1) are made to sum to 1. */
  readonly styles: readonly StyleInput[];
  /** Parts with styles of their own, at most 32; a later one lies over an earlier one. */
  readonly regions?: readonly StyleRegion[];
  /**
   * What of a region's edge is left out of its statistics and not painted by them, as a share of what a position of
   * each layer sees to a side, 0..1. With 1, the default, no position sees beyond its region (Gatys et al. 2017,
   * section 3); with less, more of the region is painted by deep layers.
   */
  readonly erosion?: number;
  /** By how much of beta each pixel is painted: white as without a map, black not at all. */
  readonly strengthMap?: Mask;
  readonly parameters?: GivenParameters;
  /** What of the content must stay as it is. */
  readonly protect?: Mask;
  /** Needed with `initialImage: 'picture'`. */
  readonly initialPicture?: Pixels;
  /**
   * A painting of the content at a smaller size, to go on from in place of `initialImage`: only the scales that are
   * larger are painted.
   */
  readonly smallerPainting?: Pixels;
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

/** All styles of a request, those of its regions last. */
export function stylesOf({ styles, regions = [] }: StylizeRequest): StyleInput[] {
  return [...styles, ...regions.flatMap((region) => region.styles)];
}
