import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../backend/free-on-failure.js';
import type { LayerName, Pooling } from './layers.js';
import type { LossProjection } from './loss-projection.js';
import type { NetworkWeights } from './network-weights.js';
import { pool, poolBackward } from './pooling.js';
import { createStages, disposeStage, type Stage } from './stage.js';

export interface NetworkOptions {
  readonly weights: NetworkWeights;
  /** The last convolution that is computed; deeper ones cost nothing. */
  readonly deepest: LayerName;
  /** Weights that were trained for one pooling keep to it. */
  readonly pooling: Pooling;
  /** Factor of each layer's activations (see `calibration.ts`); `null` leaves them raw. */
  readonly calibration: Readonly<Partial<Record<LayerName, number>>> | null;
}

/** A frozen network on the current backend. */
export interface Network {
  readonly id: string;
  readonly pooling: Pooling;
  /** The convolutions that it computes, shallow to deep. */
  readonly layerNames: readonly LayerName[];
  /** The calibration factor of a layer: its feature map is this many times the raw one. */
  factor(name: LayerName): number;
  /** What content losses are multiplied by. */
  readonly contentGain: number;
  /** The map through which losses look at a layer of a distilled network, or `null`; owned by the network. */
  projection(name: LayerName): LossProjection | null;
  /** Computes every feature map of `image`, `[1, h, w, 3]` RGB in 0..1. The caller disposes the pass. */
  forward(image: tf.Tensor4D): ForwardPass;
  dispose(): void;
}

/** The feature maps of one image, and the way back from them to the image. */
export interface ForwardPass {
  /** The feature map (after ReLU) of a layer, `[1, h, w, c]`; owned by the pass. */
  featureMap(name: LayerName): tf.Tensor4D;
  /**
   * Gradient of a loss with respect to the image, `[1, h, w, 3]` per unit of 0..1; the caller
   * disposes it. Feature maps are freed on the way, so a pass can go back only once.
   *
   * @param gradientAt the loss's gradient with respect to one feature map, asked deep to shallow
   *   while that map still exists, or `null` where the loss does not look. Ownership passes over.
   * @returns `null` when the loss looks at no layer at all
   */
  backward(gradientAt: (name: LayerName) => tf.Tensor4D | null): tf.Tensor4D | null;
  dispose(): void;
}

/** What one stage made, kept because going back needs it. */
interface Trace {
  readonly stage: Stage;
  readonly output: tf.Tensor4D;
}

/**
 * Puts a network onto the current backend.
 *
 * The network is frozen, so its gradient is written out instead of recorded by autodiff: going
 * back through a 3×3 "same" convolution is a 3×3 "same" convolution with the flipped, transposed
 * kernel. That needs forward kernels only, keeps one copy of each feature map and frees it on the way.
 *
 * @example
 * const network = createNetwork({ weights, deepest: 'conv5_1', pooling: 'max', calibration: null });
 * const pass = network.forward(image);
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createNetwork(options: NetworkOptions): Network {
  const { weights } = options;
  const pooling = weights.pooling ?? options.pooling;
  const stages = createStages(options);
  const inputMean = freeOnFailure(
    () => stages.forEach(disposeStage),
    () => tf.keep(tf.tensor1d([...weights.inputMean])),
  );
  return {
    id: weights.id,
    pooling,
    layerNames: stages.flatMap((stage) => (stage.kind === 'convolution' ? [stage.name] : [])),
    contentGain: weights.contentGain ?? 1,
    factor: (name) => options.calibration?.[name] ?? 1,
    projection: (name) => {
      const stage = stages.find((candidate) => isConvolution(candidate, name));
      return stage?.kind === 'convolution' ? stage.projection : null;
    },
    forward: (image) => createPass(runForward(stages, pooling, tf.sub(image, inputMean)), pooling),
    dispose: () => {
      inputMean.dispose();
      for (const stage of stages) disposeStage(stage);
    },
  };
}

/** Consumes `input`, the mean-free image. */
function runForward(stages: readonly Stage[], pooling: Pooling, input: tf.Tensor4D): Trace[] {
  const trace: Trace[] = [];
  let current = input;
  try {
    for (const stage of stages) {
      const output =
        stage.kind === 'pooling'
          ? pool(current, pooling)
          : tf.fused.conv2d({
              x: current,
              filter: stage.kernel,
              bias: stage.bias,
              strides: 1,
              pad: 'same',
              activation: 'relu',
            });
      trace.push({ stage, output: tf.keep(output) });
      current = output;
    }
  } catch (error) {
    tf.dispose(trace.map(({ output }) => output));
    throw error;
  } finally {
    input.dispose();
  }
  return trace;
}

function isConvolution(stage: Stage, name: LayerName): boolean {
  return stage.kind === 'convolution' && stage.name === name;
}

function createPass(trace: Trace[], pooling: Pooling): ForwardPass {
  return {
    featureMap: (name) => {
      const found = trace.find(({ stage }) => isConvolution(stage, name));
      if (found === undefined) throw new Error(`This pass does not hold ${name}.`);
      return found.output;
    },
    backward: (gradientAt) => runBackward(trace, pooling, gradientAt),
    dispose: () => {
      while (trace.length > 0) trace.pop()?.output.dispose();
    },
  };
}

function runBackward(
  trace: Trace[],
  pooling: Pooling,
  gradientAt: (name: LayerName) => tf.Tensor4D | null,
): tf.Tensor4D | null {
  let gradient: tf.Tensor4D | null = null;
  while (trace.length > 0) {
    // It stays in the trace, which the pass frees, until its gradient is made.
    const { stage, output } = trace.at(-1) as Trace;
    const own = stage.kind === 'convolution' ? gradientAt(stage.name) : null;
    const total = addGradients(gradient, own);
    gradient = total && stageBackward(stage, total, output, trace.at(-2)?.output, pooling);
    trace.pop();
    output.dispose();
    total?.dispose();
  }
  return gradient;
}

/** The gradient before a stage from the one after it; `input` and `output` are its feature maps. */
function stageBackward(
  stage: Stage,
  gradient: tf.Tensor4D,
  output: tf.Tensor4D,
  input: tf.Tensor4D | undefined,
  pooling: Pooling,
): tf.Tensor4D {
  if (stage.kind === 'pooling') {
    return poolBackward(gradient, input as tf.Tensor4D, output, pooling);
  }
  return tf.tidy(() => {
    const throughRelu = tf.mul(gradient, tf.step(output)) as tf.Tensor4D;
    return tf.conv2d(throughRelu, stage.backwardKernel, 1, 'same');
  });
}

/** Consumes both and returns their sum. */
function addGradients(a: tf.Tensor4D | null, b: tf.Tensor4D | null): tf.Tensor4D | null {
  if (a === null || b === null) return a ?? b;
  const sum = tf.add(a, b) as tf.Tensor4D;
  tf.dispose([a, b]);
  return sum;
}
