import { StyleTransferError } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';
import type { LayerName } from '../../vgg19/network/layers.js';
import type { ConvolutionWeights, NetworkWeights } from '../../vgg19/network/network-weights.js';
import { foldInput, type InputConvention, inputMean } from './input-convention.js';
import type { NeededLayer } from './needed-layers.js';
import type { WeightsReading } from './weights-reading.js';

/** One layer as decoded from a file, before the last rounding. */
export interface LayerValues {
  /** `[3, 3, inputChannels, outputChannels]` (HWIO). */
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Puts decoded layers together as {@link NetworkWeights}: folds the input convention into the first
 * kernel, rounds to float32 once, refuses numbers that are none, and tells how far it is.
 *
 * @throws StyleTransferError `invalid-weights` when a value is NaN or infinite as a float32.
 */
export function assembleNetwork(
  { id, needed, onUnpack }: Pick<WeightsReading, 'id' | 'needed' | 'onUnpack'>,
  convention: InputConvention,
  decode: (layer: NeededLayer) => LayerValues,
): NetworkWeights {
  const layers = new Map<LayerName, ConvolutionWeights>();
  const total = needed.reduce((sum, layer) => sum + numbersOf(layer), 0);
  let unpacked = 0;
  needed.forEach((layer, index) => {
    const { name, inputChannels, outputChannels } = layer;
    const values = decode(layer);
    const kernel =
      index === 0 ? foldInput(values.kernel, outputChannels, convention) : values.kernel;
    layers.set(name, {
      kernel: toFloat32(kernel, sentence`the kernel of ${name}`),
      inputChannels,
      outputChannels,
      bias: toFloat32(values.bias, sentence`the bias of ${name}`),
    });
    unpacked += numbersOf(layer);
    onUnpack?.({ unpacked, total });
  });
  return { id, inputMean: inputMean(convention), layers };
}

/** Of its 3 × 3 kernel and its bias. */
function numbersOf({ inputChannels, outputChannels }: NeededLayer): number {
  return (9 * inputChannels + 1) * outputChannels;
}

/** Reorders a kernel from torchvision's `[out, in, 3, 3]` (OIHW) to `[3, 3, in, out]` (HWIO). */
export function kernelFromOihw(
  values: Float64Array,
  inputChannels: number,
  outputChannels: number,
): Float64Array {
  const kernel = new Float64Array(values.length);
  const stride = inputChannels * 9;
  // Outputs innermost: writes run through memory, and the nine taps read the same cache lines.
  for (let input = 0; input < inputChannels; input++) {
    for (let tap = 0; tap < 9; tap++) {
      const to = (tap * inputChannels + input) * outputChannels;
      const from = input * 9 + tap;
      for (let output = 0; output < outputChannels; output++) {
        kernel[to + output] = values[from + output * stride] as number;
      }
    }
  }
  return kernel;
}

function toFloat32(values: Float64Array, what: Said): Float32Array {
  const rounded = new Float32Array(values);
  const bad = rounded.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const message = sentence`Value ${bad} of ${what} is ${rounded[bad]}, expected a finite number; the weights are damaged, fetch them again.`;
    throw new StyleTransferError('invalid-weights', message);
  }
  return rounded;
}
