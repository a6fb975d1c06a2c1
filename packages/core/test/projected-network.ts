import { mulberry32, type TinyLayerName, tinyNetwork } from '@pastiche/test-fixtures';
import type { NetworkWeights } from '../src/vgg19/network/network-weights.js';

/** The layers at which the tests of the objective look for style; those of content are among them. */
export const LOSS_LAYERS: readonly TinyLayerName[] = ['conv1_1', 'conv2_1', 'conv4_2', 'conv5_1'];

/** A tiny network with a projection for every layer that a loss looks at, or for none. */
export function projectedNetwork(projected: boolean): NetworkWeights {
  const { weights } = tinyNetwork(7);
  const random = mulberry32(11);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random() - 0.4);
  const projections = new Map(
    LOSS_LAYERS.map((layer) => {
      const inputChannels = weights.layers.get(layer)?.outputChannels ?? 0;
      const outputChannels = inputChannels + 1;
      const kernel = draw(inputChannels * outputChannels);
      return [layer, { kernel, inputChannels, outputChannels, bias: draw(outputChannels) }];
    }),
  );
  return projected ? { ...weights, projections } : weights;
}
