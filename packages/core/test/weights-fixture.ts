import type { NetworkLayer } from '../src/vgg19/network/layers.js';
import { floatToHalf } from '../src/weights/formats/half-float.js';
import type { SafetensorsTensor } from '../src/weights/formats/safetensors.js';

/** A network of three convolutions, small enough to write its files by hand. */
export const TINY_LAYERS: readonly NetworkLayer[] = [
  { kind: 'convolution', name: 'conv1_1', inputChannels: 3, outputChannels: 2 },
  { kind: 'convolution', name: 'conv1_2', inputChannels: 2, outputChannels: 2 },
  { kind: 'pooling' },
  { kind: 'convolution', name: 'conv2_1', inputChannels: 2, outputChannels: 3 },
];

/** Every quantized tensor of these files: `value = q · SCALE + MIN`. */
export const SCALE = 0.01;
export const MIN = -1.27;

export type Stored = 'float32' | 'float16' | 'uint8' | 'uint16';

export interface TinyTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
}

/** The whole number 0..255 that entry `index` of a tensor is made from. */
export function quantum(name: string, index: number): number {
  return (index * 37 + name.length * 11 + name.charCodeAt(5) * 7) % 256;
}

/** The tiny network's tensors under Keras' names. */
export function kerasTensors(stored: Stored): TinyTensor[] {
  return TINY_LAYERS.flatMap((layer) => {
    if (layer.kind === 'pooling') return [];
    const { inputChannels, outputChannels } = layer;
    const keras = layer.name.replace('conv', 'block').replace('_', '_conv');
    return [
      kerasTensor(`${keras}/kernel`, [3, 3, inputChannels, outputChannels], stored),
      kerasTensor(`${keras}/bias`, [outputChannels], stored),
    ];
  });
}

export function kerasTensor(name: string, shape: readonly number[], stored: Stored): TinyTensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const bytesEach = { float32: 4, float16: 2, uint8: 1, uint16: 2 }[stored];
  const view = new DataView(new ArrayBuffer(count * bytesEach));
  for (let index = 0; index < count; index++) {
    const q = quantum(name, index);
    const at = index * bytesEach;
    if (stored === 'float32') view.setFloat32(at, q * SCALE + MIN, true);
    else if (stored === 'float16') view.setUint16(at, floatToHalf(q * SCALE + MIN), true);
    else if (stored === 'uint8') view.setUint8(at, q);
    else view.setUint16(at, q, true);
  }
  const quantization =
    stored === 'float32'
      ? undefined
      : { dtype: stored, ...(stored === 'float16' ? {} : { scale: SCALE, min: MIN }) };
  const bytes = new Uint8Array(view.buffer);
  return { name, shape, dtype: 'float32', ...(quantization && { quantization }), bytes };
}

/** One group of a manifest: its tensors, cut into shards of so many bytes. */
export interface TinyGroup {
  readonly tensors: readonly TinyTensor[];
  readonly shardBytes: number;
}

/** A TensorFlow.js manifest and its shards, `group1-shard1of2.bin` and so on. */
export function manifestFiles(...groups: readonly TinyGroup[]): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const weightsManifest = groups.map(({ tensors, shardBytes }, group) => {
    const whole = Buffer.concat(tensors.map((tensor) => tensor.bytes));
    const count = Math.ceil(whole.length / shardBytes);
    const paths = Array.from({ length: count }, (_, index) => {
      const path = `group${group + 1}-shard${index + 1}of${count}.bin`;
      const start = index * shardBytes;
      files[path] = Uint8Array.from(whole.subarray(start, start + shardBytes));
      return path;
    });
    return { paths, weights: tensors.map(({ bytes: _, ...tensor }) => tensor) };
  });
  files['model.json'] = new TextEncoder().encode(
    JSON.stringify({ format: 'layers-model', weightsManifest }),
  );
  return files;
}

/** A tiny network under torchvision's names, with a classifier before and behind it. */
export function torchvisionTensors(dtype: 'F32' | 'F16' | 'BF16'): Map<string, SafetensorsTensor> {
  const tensors = new Map<string, SafetensorsTensor>();
  const add = (name: string, shape: readonly number[]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length: count }, (_, i) => (quantum(name, i) - 128) / 64);
    tensors.set(name, { dtype, shape, values });
  };
  add('classifier.0.weight', [40, 50]);
  add('features.0.bias', [2]);
  add('features.0.weight', [2, 3, 3, 3]);
  add('features.2.bias', [2]);
  add('features.2.weight', [2, 2, 3, 3]);
  add('features.5.bias', [3]);
  add('features.5.weight', [3, 2, 3, 3]);
  add('head.weight', [30, 20]);
  return tensors;
}
