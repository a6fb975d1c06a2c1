import * as tf from '@tensorflow/tfjs-core';
import { freeOnFailure } from '../../backend/free-on-failure.js';
import {
  type FeatureGradient,
  type FeatureMaps,
  gradientTensors,
} from '../network/feature-maps.js';
import type { LayerName, Pooling } from '../network/layers.js';
import type { ForwardPass, Network, NetworkOptions } from '../network/network.js';
import { timesPerPosition } from '../network/position-weights.js';
import { convolve1x1 } from './convolve-positions.js';
import { channelMean, gramMatrix } from './gram.js';
import { pool, poolBackward } from './pooling.js';
import { createStages, disposeStage, type Stage } from './stage.js';

/** What one stage made, kept because going back needs it. */
interface Trace {
  readonly stage: Stage;
  readonly output: tf.Tensor4D;
}

/**
 * Puts a network onto TensorFlow.js's operations, whichever backend carries them out.
 *
 * The network is frozen, so its gradient is written out instead of recorded by autodiff: going
 * back through a 3×3 "same" convolution is a 3×3 "same" convolution with the flipped, transposed
 * kernel. That needs forward kernels only, keeps one copy of each feature map and frees it on the way.
 *
 * @example
 * const network = createTensorNetwork({ weights, deepest: 'conv5_1', pooling: 'max', calibration: null });
 * const pass = await network.forward(image);
 * @throws StyleTransferError `invalid-weights` when a layer up to `deepest` is missing or misshapen.
 */
export function createTensorNetwork(options: NetworkOptions): Network {
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
    forward: async (image) =>
      createPass(runForward(stages, pooling, tf.sub(image, inputMean)), pooling),
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
  const featureMap = (name: LayerName) => {
    const found = trace.find(({ stage }) => isConvolution(stage, name));
    if (found === undefined) throw new Error(`This pass does not hold ${name}.`);
    return found.output;
  };
  return {
    ...tensorFeatureMaps(featureMap),
    // The scope frees what is left when a step throws half way (a lost GPU context, say).
    backward: async (gradientsAt) =>
      tf.tidy(() => ({ gradient: runBackward(trace, pooling, gradientsAt) as tf.Tensor4D }))
        .gradient,
    dispose: () => {
      while (trace.length > 0) trace.pop()?.output.dispose();
    },
  };
}

/** What losses ask of feature maps that are tensors. */
export function tensorFeatureMaps(featureMap: (name: LayerName) => tf.Tensor4D): FeatureMaps {
  return {
    shape: (name) => featureMap(name).shape,
    featureMap,
    gram: (name, coverage) => gramMatrix(featureMap(name), coverage),
    mean: (name, coverage) => channelMean(featureMap(name), coverage),
  };
}

function runBackward(
  trace: Trace[],
  pooling: Pooling,
  gradientsAt: (name: LayerName) => readonly FeatureGradient[],
): tf.Tensor4D | null {
  let gradient: tf.Tensor4D | null = null;
  while (trace.length > 0) {
    // It stays in the trace, which the pass frees, until its gradient is made.
    const { stage, output } = trace.at(-1) as Trace;
    const own = stage.kind === 'convolution' ? gradientsAt(stage.name) : [];
    const total = sumGradients(gradient, own, output);
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
    // On the WASM backend, where() and greater() are ten times slower than arithmetic.
    const throughRelu = tf.mul(gradient, tf.step(output)) as tf.Tensor4D;
    return tf.conv2d(throughRelu, stage.backwardKernel, 1, 'same');
  });
}

/**
 * Consumes the gradient that came back so far and the losses' own; `null` when there is none. One after another,
 * since each may be as large as the map, and every region has one.
 */
function sumGradients(
  before: tf.Tensor4D | null,
  own: readonly FeatureGradient[],
  featureMap: tf.Tensor4D,
): tf.Tensor4D | null {
  let sum = before;
  for (const gradient of own) {
    const map = gradientMap(gradient, featureMap);
    if (sum === null) sum = map;
    else {
      const added = tf.add(sum, map) as tf.Tensor4D;
      tf.dispose([sum, map]);
      sum = added;
    }
  }
  return sum;
}

/** Consumes a gradient and returns it as a map. */
export function gradientMap(gradient: FeatureGradient, featureMap: tf.Tensor4D): tf.Tensor4D {
  if (gradient.kind === 'map') return gradient.map;
  const map = tf.tidy(() => {
    const { matrix, offset, coverage } = gradient;
    return timesPerPosition(convolve1x1(featureMap, matrix, offset), coverage?.weight);
  });
  tf.dispose(gradientTensors(gradient));
  return map;
}
