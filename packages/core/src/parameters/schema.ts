import type { LayerName, Pooling } from '../vgg19/network/layers.js';

/** A positive or zero weight for each named feature map. */
export type LayerWeights = Readonly<Partial<Record<LayerName, number>>>;

/** How a loss is normalized; see `loss/content.ts` and `loss/style.ts` for the formulas. */
export type Normalization = 'relative' | 'gatys' | 'udacity';

/** `off`; `luminance`: paint lightness only; `match`: recolour the style first (Gatys et al. 2016, "Preserving Color"). */
export type KeepColours = 'off' | 'luminance' | 'match';

/** What the painting starts from. `picture` needs `StylizeRequest.initialPicture`. */
export type InitialImage = 'content' | 'style' | 'noise' | 'picture';

/** Named amounts of work, from a preview to a finished picture. */
export type Quality = 'draft' | 'standard' | 'high';

/** Everything that decides what a run paints, besides the pictures and the network. */
export interface Parameters {
  /** Long side of the finished picture, px, 16..4096. */
  readonly size: number;
  /** Iterations over all scales together, 1..10000; overrides `quality`. */
  readonly iterations: number | null;
  readonly quality: Quality;
  /** 0 (content) .. 1 (style): the one dial a person turns. beta/alpha = 10^(4·strength − 1). */
  readonly strength: number;
  /** Weight of the content loss, ≥ 0; `null` takes it from `strength`. */
  readonly alpha: number | null;
  /** Weight of the style loss, ≥ 0; `null` takes it from `strength`. */
  readonly beta: number | null;
  readonly contentLayers: LayerWeights;
  readonly styleLayers: LayerWeights;
  readonly normalization: Normalization;
  readonly pooling: Pooling;
  readonly optimizer: 'adam' | 'lbfgs';
  readonly initialImage: InitialImage;
  /** Seed of every random number of the run, 0..2^32 − 1. */
  readonly seed: number;
  /** Long side of the style image as a fraction of the picture's, 0.1..4; never enlarged beyond its own size. */
  readonly styleScale: number;
  /** Weight of the total variation, ≥ 0. */
  readonly totalVariation: number;
  readonly keepColours: KeepColours;
  /** Paint coarse to fine (`true`) or at the final size only. */
  readonly pyramid: boolean;
}

/** Some parameters; those left out or `undefined` are not given. */
export type GivenParameters = {
  readonly [Name in keyof Parameters]?: Parameters[Name] | undefined;
};

/** The defaults of every parameter: the only place they exist. */
export const DEFAULT_PARAMETERS: Parameters = {
  size: 512,
  iterations: null,
  quality: 'standard',
  strength: 0.5,
  alpha: null,
  beta: null,
  contentLayers: { conv4_2: 1 },
  styleLayers: { conv1_1: 0.2, conv2_1: 0.2, conv3_1: 0.2, conv4_1: 0.2, conv5_1: 0.2 },
  normalization: 'relative',
  pooling: 'max',
  optimizer: 'adam',
  initialImage: 'content',
  seed: 0,
  styleScale: 1,
  totalVariation: 0,
  keepColours: 'off',
  pyramid: true,
};

/** Iterations over all scales together for each {@link Quality}. */
export const QUALITY_ITERATIONS: Readonly<Record<Quality, number>> = {
  draft: 100,
  standard: 250,
  high: 600,
};
