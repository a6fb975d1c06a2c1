import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import type { LayerName, NetworkLayer } from '../../vgg19/network/layers.js';

/** A convolution to be read, with the names of its tensors in the public forms of the network. */
export interface NeededLayer {
  readonly name: LayerName;
  readonly inputChannels: number;
  readonly outputChannels: number;
  /** Keras' name, such as `block3_conv2`. */
  readonly keras: string;
  /** torchvision's name, such as `features.12`. */
  readonly torchvision: string;
}

/**
 * The convolutions up to and including `deepest`: what a network that ends there needs.
 *
 * @throws StyleTransferError `invalid-parameter` when the table has no such layer.
 */
export function neededLayers(layers: readonly NetworkLayer[], deepest: LayerName): NeededLayer[] {
  const needed: NeededLayer[] = [];
  // torchvision numbers everything in one list: convolution, its ReLU, pooling.
  let index = 0;
  for (const layer of layers) {
    if (layer.kind === 'convolution') {
      const { name, inputChannels, outputChannels } = layer;
      const keras = name.replace('conv', 'block').replace('_', '_conv');
      needed.push({ name, inputChannels, outputChannels, keras, torchvision: `features.${index}` });
      if (name === deepest) return needed;
      index++;
    }
    index++;
  }
  const known = needed.map((layer) => layer.name).join(', ');
  const message = sentence`The deepest layer is "${deepest}", expected one of ${known}; correct its name.`;
  throw new StyleTransferError('invalid-parameter', message);
}
