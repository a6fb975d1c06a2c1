/** A network small enough for finite differences, with VGG19's layer names. */
export interface TinyNetwork {
  readonly weights: {
    readonly id: string;
    readonly inputMean: readonly [number, number, number];
    readonly architecture: readonly TinyLayer[];
    readonly layers: ReadonlyMap<TinyLayerName, TinyConvolution>;
  };
}

export type TinyLayerName =
  | 'conv1_1'
  | 'conv1_2'
  | 'conv2_1'
  | 'conv3_1'
  | 'conv4_1'
  | 'conv4_2'
  | 'conv5_1';

export type TinyLayer =
  | { readonly kind: 'pooling' }
  | {
      readonly kind: 'convolution';
      readonly name: TinyLayerName;
      readonly inputChannels: number;
      readonly outputChannels: number;
    };

interface TinyConvolution {
  readonly kernel: Float32Array;
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly bias: Float32Array;
}

const SHAPE: readonly ('pooling' | readonly [TinyLayerName, number])[] = [
  ['conv1_1', 4],
  ['conv1_2', 4],
  'pooling',
  ['conv2_1', 5],
  'pooling',
  ['conv3_1', 6],
  'pooling',
  ['conv4_1', 6],
  ['conv4_2', 7],
  'pooling',
  ['conv5_1', 6],
];

/**
 * Makes a random network by seed: He-scaled kernels, small positive biases so that few channels
 * are dead.
 *
 * @param seed any integer; the same seed gives the same numbers everywhere
 */
export function tinyNetwork(seed: number): TinyNetwork {
  const random = mulberry32(seed);
  const layers: TinyLayer[] = [];
  const weights = new Map<TinyLayerName, TinyConvolution>();
  let inputChannels = 3;
  for (const entry of SHAPE) {
    if (entry === 'pooling') {
      layers.push({ kind: 'pooling' });
      continue;
    }
    const [name, outputChannels] = entry;
    const spread = Math.sqrt(6 / (9 * inputChannels));
    const draw = (count: number, scale: number, shift: number) =>
      Float32Array.from({ length: count }, () => (random() * 2 - 1) * scale + shift);
    layers.push({ kind: 'convolution', name, inputChannels, outputChannels });
    weights.set(name, {
      kernel: draw(9 * inputChannels * outputChannels, spread, 0),
      inputChannels,
      outputChannels,
      bias: draw(outputChannels, 0.1, 0.2),
    });
    inputChannels = outputChannels;
  }
  const inputMean = [0.48, 0.46, 0.41] as const;
  return { weights: { id: `tiny-${seed}`, inputMean, architecture: layers, layers: weights } };
}

/** Uniform numbers in 0..1 by seed (Mulberry32, Tommy Ettinger). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
