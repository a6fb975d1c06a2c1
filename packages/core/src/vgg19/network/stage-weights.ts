import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { type LayerName, VGG19_LAYERS } from './layers.js';
import type { ConvolutionWeights, NetworkWeights, Projection } from './network-weights.js';

export interface StageOptions {
  readonly weights: NetworkWeights;
  /** The last convolution that is computed. */
  readonly deepest: LayerName;
  /** Factor of each layer's activations; `null` leaves them raw. */
  readonly calibration: Readonly<Partial<Record<LayerName, number>>> | null;
}

/**
 * One step of a network as plain numbers. ReLU and pooling are positively homogeneous, so scaling
 * the kernel by c_l/c_(l−1) and the bias by c_l scales this layer's feature map by c_l and changes
 * nothing else (calibration).
 */
export type StageWeights =
  | { readonly kind: 'pooling' }
  | {
      readonly kind: 'convolution';
      readonly name: LayerName;
      readonly weights: ConvolutionWeights;
      readonly kernelScale: number;
      readonly biasScale: number;
      readonly projection: Projection | undefined;
    };

/**
 * The steps of a network up to `deepest`, checked.
 *
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function stageWeights({ weights, deepest, calibration }: StageOptions): StageWeights[] {
  const stages: StageWeights[] = [];
  let factorBefore = 1;
  for (const layer of weights.architecture ?? VGG19_LAYERS) {
    if (layer.kind === 'pooling') {
      stages.push(layer);
      continue;
    }
    const { name } = layer;
    const convolution = weights.layers.get(name);
    if (
      convolution?.inputChannels !== layer.inputChannels ||
      convolution.outputChannels !== layer.outputChannels
    ) {
      const came = convolution
        ? `${convolution.inputChannels}→${convolution.outputChannels}`
        : sentence`nothing`;
      throw new StyleTransferError(
        'invalid-weights',
        sentence`The weights "${weights.id}" should hold ${name} with ${layer.inputChannels}→${layer.outputChannels} channels, but ${came} came. Choose other weights or fewer layers.`,
      );
    }
    const biasScale = calibration?.[name] ?? 1;
    const kernelScale = biasScale / factorBefore;
    const projection = weights.projections?.get(name);
    const kind = 'convolution';
    stages.push({ kind, name, weights: convolution, kernelScale, biasScale, projection });
    if (name === deepest) break;
    factorBefore = biasScale;
  }
  return stages;
}
