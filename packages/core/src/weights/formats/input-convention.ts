type Rgb = readonly [number, number, number];

/**
 * What a network was trained to see: `(range · rgb − mean) / std` of an RGB picture in 0..1, its
 * channels in `order`. Mean and std are given red, green, blue, whatever the order.
 */
export interface InputConvention {
  readonly order: 'rgb' | 'bgr';
  readonly range: number;
  readonly mean: Rgb;
  readonly std: Rgb;
}

/** Keras' VGG19, kept from the original Caffe model. */
export const KERAS_INPUT: InputConvention = {
  order: 'bgr',
  range: 255,
  mean: [123.68, 116.779, 103.939],
  std: [1, 1, 1],
};

/** Every ImageNet model of torchvision and timm's `tv_in1k`. */
export const TORCHVISION_INPUT: InputConvention = {
  order: 'rgb',
  range: 1,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

/** Mean colour (RGB, 0..1) to subtract from a picture before the folded first convolution. */
export function inputMean({ mean, range }: InputConvention): Rgb {
  return [mean[0] / range, mean[1] / range, mean[2] / range];
}

/**
 * Folds channel order and scale into the first kernel, so that it takes RGB in 0..1 minus
 * {@link inputMean}: `(range·rgb − mean)/std = (rgb − mean/range) · range/std`. Zero padding is
 * unchanged by this, because the mean is still subtracted before it.
 *
 * @param kernel `[3, 3, 3, outputChannels]` (HWIO) with input channels in the file's order.
 */
export function foldInput(
  kernel: Float64Array,
  outputChannels: number,
  convention: InputConvention,
): Float64Array {
  const folded = new Float64Array(kernel.length);
  for (let tap = 0; tap < kernel.length / outputChannels; tap++) {
    const channel = tap % 3;
    const fileChannel = convention.order === 'bgr' ? 2 - channel : channel;
    const from = (tap - channel + fileChannel) * outputChannels;
    const std = convention.std[channel] as number;
    for (let output = 0; output < outputChannels; output++) {
      const value = kernel[from + output] as number;
      folded[tap * outputChannels + output] = (value * convention.range) / std;
    }
  }
  return folded;
}
