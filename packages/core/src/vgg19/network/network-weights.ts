import type { LayerName, NetworkLayer, Pooling } from './layers.js';

/** One 3×3 convolution as plain numbers. */
export interface ConvolutionWeights {
  /** `[3, 3, inputChannels, outputChannels]`, row-major (HWIO). */
  readonly kernel: Float32Array;
  readonly inputChannels: number;
  readonly outputChannels: number;
  /** `[outputChannels]`. */
  readonly bias: Float32Array;
}

/**
 * A linear map of one feature map, `f·kernel + bias`, that a distilled network carries: it brings
 * its own few channels to where losses on them equal losses on an estimate of the teacher's.
 */
export interface Projection {
  /** `[inputChannels, outputChannels]`, row-major. */
  readonly kernel: Float32Array;
  readonly inputChannels: number;
  readonly outputChannels: number;
  /** `[outputChannels]`. */
  readonly bias: Float32Array;
}

/**
 * A network's convolutions in the one form the engine computes with, whatever file they came from:
 * the input is an RGB image in 0..1 minus {@link inputMean}, zero-padded *after* the subtraction.
 * The file's own channel order and scale (BGR and ×255 in Keras, ÷ std in torchvision) are folded
 * into `conv1_1`'s kernel by the readers.
 */
export interface NetworkWeights {
  /** Names the weights in messages, checkpoints and metadata, such as `vgg19`. */
  readonly id: string;
  /** Mean colour (red, green, blue) in 0..1 that is subtracted from the image. */
  readonly inputMean: readonly [number, number, number];
  /** The table that the convolutions belong to; default VGG19's own. */
  readonly architecture?: readonly NetworkLayer[];
  /** The only pooling the network was trained for; absent: the run's parameter decides. */
  readonly pooling?: Pooling;
  /** What losses see in place of a layer's own feature map; absent: the feature maps themselves. */
  readonly projections?: ReadonlyMap<LayerName, Projection>;
  /**
   * What the content losses of a distilled network are multiplied by, because it sees less of a
   * change of content than its teacher does; absent: 1.
   */
  readonly contentGain?: number;
  /** Factors that bring each layer's mean activation to 1 (`vgg19/network/calibration.ts`); absent: raw. */
  readonly calibration?: Readonly<Record<Pooling, Readonly<Partial<Record<LayerName, number>>>>>;
  /** Shallow to deep; only the layers that were asked for. */
  readonly layers: ReadonlyMap<LayerName, ConvolutionWeights>;
}
