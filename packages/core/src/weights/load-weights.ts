import { StyleTransferError, throwIfAborted } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { CALIBRATION } from '../vgg19/network/calibration.js';
import { type LayerName, type NetworkLayer, VGG19_LAYERS } from '../vgg19/network/layers.js';
import type { NetworkWeights } from '../vgg19/network/network-weights.js';
import { neededLayers } from './formats/needed-layers.js';
import { readSafetensorsWeights } from './formats/safetensors-weights.js';
import { readTfjsWeights } from './formats/tfjs-weights.js';
import type { UnpackProgress, WeightsReading } from './formats/weights-reading.js';
import { type LoadProgress, progressMeter } from './load-progress.js';
import type { WeightSource } from './transport/source.js';

export interface LoadWeightsOptions {
  readonly source: WeightSource;
  /** The manifest (`*.json`) or the safetensors file (`*.safetensors`); default `model.json`. */
  readonly file?: string | undefined;
  /** The last convolution needed: it and all before it are read, nothing behind. */
  readonly deepest: LayerName;
  /** The network's table, to which every shape must fit; default VGG19's. */
  readonly layers?: readonly NetworkLayer[] | undefined;
  /** Names the weights in messages and checkpoints; default `vgg19`. */
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Told after each layer, the last of what loading does. */
  readonly onUnpack?: ((progress: UnpackProgress) => void) | undefined;
}

/**
 * Loads the convolutions of VGG19 up to a layer, from a TensorFlow.js layers-model manifest with
 * Keras' tensor names or a safetensors file with torchvision's. Of a manifest, only the shards that
 * hold needed tensors are read; of a safetensors file, only the needed byte ranges.
 *
 * @returns Plain float32 numbers for RGB input in 0..1, whatever the file's own layout.
 * @throws StyleTransferError `weights-unavailable` when a file cannot be read, `checksum-mismatch`
 * when it is not the pinned one, `invalid-weights` when it is damaged or of another network,
 * `invalid-parameter` for an unknown layer or kind of file, `aborted`.
 * @example
 * const weights = await loadWeights({ source: catalogueSource(VGG19), deepest: 'conv5_1' });
 */
export async function loadWeights(options: LoadWeightsOptions): Promise<NetworkWeights> {
  const { source, file = 'model.json', deepest, layers = VGG19_LAYERS, signal } = options;
  const meter = progressMeter(options.onProgress);
  const reading: WeightsReading = {
    file,
    id: options.id ?? 'vgg19',
    needed: neededLayers(layers, deepest),
    signal,
    setTotal: meter.setTotal,
    onUnpack: options.onUnpack,
    read: (name, part) => source.read(name, { signal, onBytes: meter.track(name), ...part }),
  };
  const reader = readerOf(file);
  throwIfAborted(signal);
  try {
    const weights = await reader(reading);
    if (layers !== VGG19_LAYERS) return { ...weights, architecture: layers };
    // The factors were measured on Keras' weights; torchvision's were trained apart and stay raw.
    return reader === readTfjsWeights ? { ...weights, calibration: CALIBRATION } : weights;
  } finally {
    source.close?.();
  }
}

function readerOf(file: string): (reading: WeightsReading) => Promise<NetworkWeights> {
  if (file.endsWith('.json')) return readTfjsWeights;
  if (file.endsWith('.safetensors')) return readSafetensorsWeights;
  const message = sentence`The weights file is "${file}", expected a TensorFlow.js manifest (*.json) or a safetensors file (*.safetensors); give one of these.`;
  throw new StyleTransferError('invalid-parameter', message);
}
