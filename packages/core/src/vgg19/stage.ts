import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { type ConvolutionLayer, channelsOf, type LayerName, VGG19_LAYERS } from './layers.js';
import type { LossProjection } from './loss-projection.js';
import type { ConvolutionWeights, NetworkWeights, Projection } from './network-weights.js';

/** One step of a network with its tensors. */
export type Stage =
  | { readonly kind: 'pooling' }
  | {
      readonly kind: 'convolution';
      readonly name: LayerName;
      readonly kernel: tf.Tensor4D;
      /** The kernel that takes a gradient back: flipped in space, input and output swapped. */
      readonly backwardKernel: tf.Tensor4D;
      readonly bias: tf.Tensor1D;
      /** What losses see instead of this layer's own map. */
      readonly projection: LossProjection | null;
    };

export interface StageOptions {
  readonly weights: NetworkWeights;
  readonly deepest: LayerName;
  readonly calibration: Readonly<Partial<Record<LayerName, number>>> | null;
}

/**
 * Moves a network's convolutions up to `deepest` onto the device; the caller disposes the stages.
 *
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createStages({ weights, deepest, calibration }: StageOptions): Stage[] {
  const stages: Stage[] = [];
  return freeOnFailure(
    () => stages.forEach(disposeStage),
    () => {
      let factorBefore = 1;
      for (const layer of weights.architecture ?? VGG19_LAYERS) {
        if (layer.kind === 'pooling') {
          stages.push(layer);
          continue;
        }
        const convolution = convolutionOf(weights, layer);
        const factor = calibration?.[layer.name] ?? 1;
        const projection = weights.projections?.get(layer.name);
        stages.push(upload(layer.name, convolution, projection, factor, factorBefore));
        if (layer.name === deepest) break;
        factorBefore = factor;
      }
      return stages;
    },
  );
}

function convolutionOf(weights: NetworkWeights, layer: ConvolutionLayer): ConvolutionWeights {
  const convolution = weights.layers.get(layer.name);
  const { inputChannels, outputChannels } = convolution ?? {};
  const fits = inputChannels === layer.inputChannels && outputChannels === layer.outputChannels;
  if (convolution !== undefined && fits) return convolution;
  const came = convolution ? `${inputChannels}→${outputChannels}` : sentence`nothing`;
  throw new StyleTransferError(
    'invalid-weights',
    sentence`The weights "${weights.id}" should hold ${layer.name} with ${layer.inputChannels}→${layer.outputChannels} channels, but ${came} came. Choose other weights or fewer layers.`,
  );
}

/**
 * Moves one convolution onto the device. ReLU and pooling are positively homogeneous, so scaling
 * the kernel by c_l/c_(l−1) and the bias by c_l scales this layer's feature map by c_l and changes
 * nothing else (calibration).
 */
function upload(
  name: LayerName,
  weights: ConvolutionWeights,
  projection: Projection | undefined,
  factor: number,
  factorBefore: number,
): Stage {
  const { inputChannels, outputChannels } = weights;
  const tensors = tf.tidy(() => {
    const raw = tf.tensor4d(weights.kernel, [3, 3, inputChannels, outputChannels]);
    const kernel = tf.mul(raw, factor / factorBefore) as tf.Tensor4D;
    const backwardKernel = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
    const bias = tf.mul(tf.tensor1d(weights.bias), factor) as tf.Tensor1D;
    return { kernel, backwardKernel, bias };
  });
  keepAll(tensors);
  const projected = freeOnFailure(
    () => tf.dispose(tensors),
    () => (projection ? uploadProjection(name, projection) : null),
  );
  return { kind: 'convolution', name, ...tensors, projection: projected };
}

function uploadProjection(name: LayerName, projection: Projection): LossProjection {
  const { inputChannels, outputChannels } = projection;
  const tensors = tf.tidy(() => ({
    kernel: tf.tensor2d(projection.kernel, [inputChannels, outputChannels]),
    bias: tf.tensor1d(projection.bias),
  }));
  keepAll(tensors);
  return { ...tensors, teacherChannels: channelsOf(name) };
}

/** A network outlives the scope that it happens to be made in. */
function keepAll(tensors: Readonly<Record<string, tf.Tensor>>): void {
  for (const tensor of Object.values(tensors)) tf.keep(tensor);
}

/** Frees the tensors of a stage. */
export function disposeStage(stage: Stage): void {
  if (stage.kind !== 'convolution') return;
  tf.dispose([stage.kernel, stage.backwardKernel, stage.bias]);
  if (stage.projection !== null) {
    tf.dispose([stage.projection.kernel, stage.projection.bias]);
  }
}
