import * as tf from '@tensorflow/tfjs-core';
import { StyleTransferError } from '../errors.js';
import type { Pooling } from '../preset/schema.js';
import type { ConvolutionWeights, NetworkWeights } from '../weights/network-weights.js';
import { type LayerName, VGG19_LAYERS } from './layers.js';
import { pool, poolBackward } from './pooling.js';

export interface NetworkOptions {
  readonly weights: NetworkWeights;
  /** The last convolution that is computed; deeper ones cost nothing. */
  readonly deepest: LayerName;
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

/** One step of the network with its tensors. */
type Stage =
  | { readonly kind: 'pooling' }
  | {
      readonly kind: 'convolution';
      readonly name: LayerName;
      readonly kernel: tf.Tensor4D;
      /** The kernel that takes a gradient back: flipped in space, input and output swapped. */
      readonly backwardKernel: tf.Tensor4D;
      readonly bias: tf.Tensor1D;
    };

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
  const { weights, pooling } = options;
  const stages = buildStages(options);
  const inputMean = tf.keep(tf.tensor1d([...weights.inputMean]));
  return {
    id: weights.id,
    pooling,
    layerNames: stages.flatMap((stage) => (stage.kind === 'convolution' ? [stage.name] : [])),
    factor: (name) => options.calibration?.[name] ?? 1,
    forward: (image) => createPass(runForward(stages, pooling, tf.sub(image, inputMean)), pooling),
    dispose: () => {
      inputMean.dispose();
      for (const stage of stages) disposeStage(stage);
    },
  };
}

function buildStages({ weights, deepest, calibration }: NetworkOptions): Stage[] {
  const stages: Stage[] = [];
  let factorBefore = 1;
  for (const layer of weights.architecture ?? VGG19_LAYERS) {
    if (layer.kind === 'pooling') {
      stages.push(layer);
      continue;
    }
    const convolution = weights.layers.get(layer.name);
    if (
      convolution?.inputChannels !== layer.inputChannels ||
      convolution.outputChannels !== layer.outputChannels
    ) {
      stages.forEach(disposeStage);
      const came = convolution
        ? `${convolution.inputChannels}→${convolution.outputChannels}`
        : 'nothing';
      throw new StyleTransferError(
        'invalid-weights',
        `The weights "${weights.id}" should hold ${layer.name} with ${layer.inputChannels}→${layer.outputChannels} channels, but ${came} came. Choose other weights or fewer layers.`,
      );
    }
    const factor = calibration?.[layer.name] ?? 1;
    stages.push(upload(layer.name, convolution, factor, factorBefore));
    if (layer.name === deepest) break;
    factorBefore = factor;
  }
  return stages;
}

/**
 * Moves one convolution onto the device. ReLU and pooling are positively homogeneous, so scaling
 * the kernel by c_l/c_(l−1) and the bias by c_l scales this layer's feature map by c_l and changes
 * nothing else (calibration).
 */
function upload(
  name: LayerName,
  weights: ConvolutionWeights,
  factor: number,
  factorBefore: number,
): Stage {
  const { inputChannels, outputChannels } = weights;
  return tf.tidy(() => {
    const raw = tf.tensor4d(weights.kernel, [3, 3, inputChannels, outputChannels]);
    const kernel = tf.keep(tf.mul(raw, factor / factorBefore)) as tf.Tensor4D;
    const flipped = tf.reverse(kernel, [0, 1]);
    const backwardKernel = tf.keep(tf.transpose(flipped, [0, 1, 3, 2]));
    const bias = tf.keep(tf.mul(tf.tensor1d(weights.bias), factor)) as tf.Tensor1D;
    return { kind: 'convolution', name, kernel, backwardKernel, bias };
  });
}

function disposeStage(stage: Stage): void {
  if (stage.kind === 'convolution') tf.dispose([stage.kernel, stage.backwardKernel, stage.bias]);
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

function createPass(trace: Trace[], pooling: Pooling): ForwardPass {
  return {
    featureMap: (name) => {
      const found = trace.find(({ stage }) => stage.kind === 'convolution' && stage.name === name);
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
    const { stage, output } = trace.pop() as Trace;
    const own = stage.kind === 'convolution' ? gradientAt(stage.name) : null;
    const total = addGradients(gradient, own);
    gradient = total && stageBackward(stage, total, output, trace.at(-1)?.output, pooling);
    tf.dispose([output, ...(total ? [total] : [])]);
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
