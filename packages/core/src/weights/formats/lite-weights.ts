import { StyleTransferError } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';
import {
  type LayerName,
  type NetworkLayer,
  type Pooling,
  VGG19_LAYERS,
} from '../../vgg19/network/layers.js';
import type {
  ConvolutionWeights,
  NetworkWeights,
  Projection,
} from '../../vgg19/network/network-weights.js';
import { decodeSafetensors, type SafetensorsTensor } from './safetensors.js';

/** The layers that losses may look at: a lite file without one of them is refused. */
const TAPS = [
  'conv1_1',
  'conv2_1',
  'conv3_1',
  'conv4_1',
  'conv4_2',
  'conv5_1',
] as const satisfies readonly LayerName[];

const VERSION = '1';

/**
 * Reads the built-in network, `vgg19-lite`: a thin network distilled from VGG19, with VGG19's layer
 * names, a pooling of its own, and a projection at each of the six layers that losses look at. The file
 * is safetensors with `<layer>.kernel` `[3, 3, in, out]` for RGB input in 0..1 minus the mean,
 * `<layer>.bias`, `<layer>.projection` `[C, P]` and `<layer>.projection_bias`; its metadata names
 * `inputMean`, `pooling` and `contentGain`.
 *
 * @example
 * const weights = readLiteWeights(await readFile(path));
 * @throws StyleTransferError `invalid-weights` when the file is damaged, another network, of
 *   another version, or lacks a layer.
 */
export function readLiteWeights(bytes: Uint8Array): NetworkWeights {
  const { tensors, metadata } = decodeSafetensors(bytes, {
    name: sentence`The vgg19-lite file`,
    code: 'invalid-weights',
  });
  if (metadata.network !== 'vgg19-lite') {
    refuse(
      sentence`should hold vgg19-lite, but it holds ${metadata.network ?? sentence`something unnamed`}`,
    );
  }
  if (metadata.version !== VERSION) {
    refuse(
      sentence`should have version ${VERSION}, but it has version ${metadata.version ?? sentence`none`}`,
    );
  }
  const layers = new Map<LayerName, ConvolutionWeights>();
  const architecture: NetworkLayer[] = [];
  let inputChannels = 3;
  for (const layer of VGG19_LAYERS) {
    if (layer.kind === 'pooling') {
      architecture.push(layer);
    } else if (tensors.has(`${layer.name}.kernel`)) {
      const convolution = readConvolution(tensors, layer.name, inputChannels);
      layers.set(layer.name, convolution);
      const { outputChannels } = convolution;
      architecture.push({ kind: 'convolution', name: layer.name, inputChannels, outputChannels });
      inputChannels = outputChannels;
    }
  }
  return {
    id: 'vgg19-lite',
    inputMean: readMean(metadata.inputMean),
    contentGain: readGain(metadata.contentGain),
    pooling: readPooling(metadata.pooling),
    architecture,
    layers,
    projections: new Map(TAPS.map((tap) => [tap, readProjection(tensors, tap, layers)])),
  };
}

type Tensors = ReadonlyMap<string, SafetensorsTensor>;

function readConvolution(tensors: Tensors, name: LayerName, inputChannels: number) {
  const outputChannels = tensors.get(`${name}.bias`)?.shape[0] ?? 0;
  const kernel = readValues(tensors, `${name}.kernel`, [3, 3, inputChannels, outputChannels]);
  const bias = readValues(tensors, `${name}.bias`, [outputChannels]);
  return { kernel, inputChannels, outputChannels, bias };
}

function readProjection(
  tensors: Tensors,
  tap: LayerName,
  layers: ReadonlyMap<LayerName, ConvolutionWeights>,
): Projection {
  const inputChannels = layers.get(tap)?.outputChannels;
  if (inputChannels === undefined) refuse(sentence`should hold ${tap}, but it does not`);
  const outputChannels = tensors.get(`${tap}.projection_bias`)?.shape[0] ?? 0;
  const kernel = readValues(tensors, `${tap}.projection`, [inputChannels, outputChannels]);
  const bias = readValues(tensors, `${tap}.projection_bias`, [outputChannels]);
  return { kernel, inputChannels, outputChannels, bias };
}

function readValues(tensors: Tensors, name: string, shape: readonly number[]): Float32Array {
  const tensor = tensors.get(name);
  const came = tensor ? tensor.shape.join('×') : null;
  if (!(tensor?.values instanceof Float32Array) || came !== shape.join('×') || shape.includes(0)) {
    refuse(
      sentence`should hold ${name} as ${shape.join('×')} floats, but ${came ?? sentence`nothing`} came`,
    );
  }
  if (!tensor.values.every(Number.isFinite))
    refuse(sentence`should hold numbers, but ${name} has others`);
  return tensor.values;
}

function readMean(text: string | undefined): readonly [number, number, number] {
  const mean = (text ?? '')
    .match(/^\[([^,]+),([^,]+),([^,]+)\]$/)
    ?.slice(1)
    .map(Number);
  const [red, green, blue] = mean ?? [];
  if (
    mean?.every(Number.isFinite) &&
    red !== undefined &&
    green !== undefined &&
    blue !== undefined
  ) {
    return [red, green, blue];
  }
  return refuse(sentence`should name its inputMean as three numbers, but "${text ?? ''}" came`);
}

function readPooling(text: string | undefined): Pooling {
  if (text === 'max' || text === 'average') return text;
  return refuse(sentence`should name its pooling as max or average, but "${text ?? ''}" came`);
}

function readGain(text: string | undefined): number {
  const gain = Number(text ?? Number.NaN);
  if (Number.isFinite(gain) && gain > 0) return gain;
  return refuse(
    sentence`should name its contentGain as a number above 0, but "${text ?? ''}" came`,
  );
}

function refuse(complaint: Said): never {
  throw new StyleTransferError(
    'invalid-weights',
    sentence`The vgg19-lite file ${complaint}; install this release of Pastiche again.`,
  );
}
