/** The names of VGG19's 16 convolutions, shallow to deep (Simonyan & Zisserman 2015, table 1, column E). */
export const LAYER_NAMES = [
  'conv1_1',
  'conv1_2',
  'conv2_1',
  'conv2_2',
  'conv3_1',
  'conv3_2',
  'conv3_3',
  'conv3_4',
  'conv4_1',
  'conv4_2',
  'conv4_3',
  'conv4_4',
  'conv5_1',
  'conv5_2',
  'conv5_3',
  'conv5_4',
] as const;

/** A convolution of VGG19; as the name of a feature map it means the output *after* ReLU. */
export type LayerName = (typeof LAYER_NAMES)[number];

export interface ConvolutionLayer {
  readonly kind: 'convolution';
  readonly name: LayerName;
  /** Channels of the feature map that comes in and that goes out. */
  readonly inputChannels: number;
  readonly outputChannels: number;
}

/** 2×2 pooling, stride 2, no padding: an odd last row or column is dropped. */
export interface PoolingLayer {
  readonly kind: 'pooling';
}

/** How a {@link PoolingLayer} sums up its window: `max` is VGG19's own, `average` Gatys et al.'s for smoother pictures (2016, section 2). */
export type Pooling = 'max' | 'average';

export type NetworkLayer = ConvolutionLayer | PoolingLayer;

/** Convolutions per block and their channels: what makes a VGG a VGG19. */
const BLOCKS: readonly { readonly convolutions: number; readonly channels: number }[] = [
  { convolutions: 2, channels: 64 },
  { convolutions: 2, channels: 128 },
  { convolutions: 4, channels: 256 },
  { convolutions: 4, channels: 512 },
  { convolutions: 4, channels: 512 },
];

/** The whole network as a readonly table: 3×3 convolutions and the four poolings between blocks. */
export const VGG19_LAYERS: readonly NetworkLayer[] = buildTable();

/** Recognizes the name of a convolution, for values that come from outside. */
export function isLayerName(name: string): name is LayerName {
  return (LAYER_NAMES as readonly string[]).includes(name);
}

/** The deepest of some layers, which is as far as a network has to be computed for them. */
export function deepestOf(names: readonly LayerName[]): LayerName {
  const depth = Math.max(0, ...names.map((name) => LAYER_NAMES.indexOf(name)));
  return LAYER_NAMES[depth] as LayerName;
}

/** Multiplications per pixel of the image that a forward pass up to `deepest` makes, about. */
export function multiplicationsPerPixel(
  layers: readonly NetworkLayer[],
  deepest: LayerName,
): number {
  let sum = 0;
  let share = 1;
  for (const layer of layers) {
    if (layer.kind === 'pooling') share /= 4;
    else sum += 9 * layer.inputChannels * layer.outputChannels * share;
    if (layer.kind === 'convolution' && layer.name === deepest) break;
  }
  return sum;
}

/** Channels of a layer's feature map in VGG19 itself. */
export function channelsOf(name: LayerName): number {
  return (BLOCKS[poolingsBefore(name)] as (typeof BLOCKS)[number]).channels;
}

/** How many poolings lie before a layer: each halves the feature map, so 2^n px must be there. */
export function poolingsBefore(name: LayerName): number {
  return Number(name.charAt('conv'.length)) - 1;
}

/**
 * How many positions of a layer's map a position sees to each side, in a network of these convolutions, poolings
 * looking at their own window only; or a share of that, rounded up.
 */
export function edgeSeen(names: readonly LayerName[], layer: LayerName, share: number): number {
  const before = names.slice(0, names.indexOf(layer) + 1);
  const pixels = before.reduce((sum, name) => sum + 2 ** poolingsBefore(name), 0);
  return Math.ceil((share * pixels) / 2 ** poolingsBefore(layer));
}

function buildTable(): NetworkLayer[] {
  const table: NetworkLayer[] = [];
  let inputChannels = 3;
  BLOCKS.forEach(({ convolutions, channels }, block) => {
    if (block > 0) table.push({ kind: 'pooling' });
    for (let index = 1; index <= convolutions; index++) {
      const name = `conv${block + 1}_${index}` as LayerName;
      table.push({ kind: 'convolution', name, inputChannels, outputChannels: channels });
      inputChannels = channels;
    }
  });
  return table;
}
