import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../../backend/free-on-failure.js';
import { channelsOf, type LayerName } from '../network/layers.js';
import type { LossProjection } from '../network/loss-projection.js';
import type { Projection } from '../network/network-weights.js';
import { type StageOptions, type StageWeights, stageWeights } from '../network/stage-weights.js';

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

/**
 * Moves a network's convolutions up to `deepest` onto the device; the caller disposes the stages.
 *
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createStages(options: StageOptions): Stage[] {
  const stages: Stage[] = [];
  return freeOnFailure(
    () => stages.forEach(disposeStage),
    () => {
      for (const stage of stageWeights(options)) {
        stages.push(stage.kind === 'pooling' ? stage : upload(stage));
      }
      return stages;
    },
  );
}

/** Moves one convolution onto the device. */
function upload(stage: Extract<StageWeights, { kind: 'convolution' }>): Stage {
  const { kind, name, weights, kernelScale, biasScale } = stage;
  const { inputChannels, outputChannels } = weights;
  const tensors = tf.tidy(() => {
    const raw = tf.tensor4d(weights.kernel, [3, 3, inputChannels, outputChannels]);
    const kernel = tf.mul(raw, kernelScale) as tf.Tensor4D;
    const backwardKernel = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
    const bias = tf.mul(tf.tensor1d(weights.bias), biasScale) as tf.Tensor1D;
    return { kernel, backwardKernel, bias };
  });
  keepAll(tensors);
  const projection = freeOnFailure(
    () => tf.dispose(tensors),
    () => (stage.projection ? uploadProjection(name, stage.projection) : null),
  );
  return { kind, name, ...tensors, projection };
}

/** Moves a layer's projection onto the device; the caller disposes its kernel and bias. */
export function uploadProjection(name: LayerName, projection: Projection): LossProjection {
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
