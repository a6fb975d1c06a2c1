import type { ConvolutionWeights } from '../../../packages/core/src/vgg19/network/network-weights.js';
import { addScaled, type ExactMap, zeroMap } from './exact-map.js';

/** A 3×3 "same" convolution with bias, before its ReLU. */
export function convolveExactly(source: ExactMap, weights: ConvolutionWeights): ExactMap {
  const { kernel, bias, outputChannels } = weights;
  const target = zeroMap(source, outputChannels);
  for (let at = 0; at < target.values.length; at += outputChannels) target.values.set(bias, at);
  addTaps(source, target, kernel);
  return target;
}

/** The way back through {@link convolveExactly}: the flipped, transposed kernel. */
export function convolveBackExactly(gradient: ExactMap, weights: ConvolutionWeights): ExactMap {
  const { kernel, inputChannels, outputChannels } = weights;
  const transposed = new Float32Array(kernel.length);
  for (let tap = 0; tap < 9; tap++) {
    for (let input = 0; input < inputChannels; input++) {
      for (let output = 0; output < outputChannels; output++) {
        const from = (tap * inputChannels + input) * outputChannels + output;
        const to = ((8 - tap) * outputChannels + output) * inputChannels + input;
        transposed[to] = kernel[from] as number;
      }
    }
  }
  const target = zeroMap(gradient, inputChannels);
  addTaps(gradient, target, transposed);
  return target;
}

/** Nested so that one row of the kernel, `[channels of target]`, stays at hand. */
function addTaps(source: ExactMap, target: ExactMap, kernel: Float32Array): void {
  const { height, channels } = source;
  for (let y = 0; y < height; y++) {
    for (let tap = 0; tap < 9; tap++) {
      const from = y + Math.floor(tap / 3) - 1;
      if (from < 0 || from >= height) continue;
      for (let input = 0; input < channels; input++) {
        addRow(source, target, kernel, { y, from, tap, input });
      }
    }
  }
}

/** One channel of the row `from` of the source through one tap, into the row `y` of the target. */
function addRow(
  { width, channels: inputs, values }: ExactMap,
  { channels: outputs, values: sums }: ExactMap,
  kernel: Float32Array,
  { y, from, tap, input }: Readonly<Record<'y' | 'from' | 'tap' | 'input', number>>,
): void {
  const shift = (tap % 3) - 1;
  const weights = (tap * inputs + input) * outputs;
  const end = Math.min(width, width - shift);
  for (let x = Math.max(0, -shift); x < end; x++) {
    const value = values[(from * width + x + shift) * inputs + input] as number;
    // More than half of what a ReLU leaves is zero.
    if (value !== 0) addScaled(sums, (y * width + x) * outputs, value, kernel, weights, outputs);
  }
}
