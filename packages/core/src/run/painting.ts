import * as tf from '@tensorflow/tfjs-core';
import { readBack } from '../backend/read-back.js';
import { fromTensor, toTensor } from '../backend/tensor.js';
import { StyleTransferError, throwIfAborted } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import type { RgbImage } from '../image/pixels.js';
import { resample } from '../image/resample.js';
import type { Losses } from '../loss/losses.js';
import type { Objective, ObjectiveWeights } from '../loss/objective.js';
import { sumOfSquares } from '../loss/sum-of-squares.js';
import { adam, DEFAULT_ADAM } from '../optimizer/adam.js';
import { lbfgs } from '../optimizer/lbfgs.js';
import { disposeState, type Optimizer, type OptimizerState } from '../optimizer/optimizer.js';
import type { Parameters } from '../parameters/schema.js';
import { lossWeights } from '../parameters/strength.js';
import { type Checkpoint, encodeCheckpoint } from './checkpoint.js';
import type { Controls } from './controls.js';
import { parametersNow } from './live-parameters.js';
import type { Scale } from './pyramid.js';
import type { RunPlan } from './run-plan.js';

/** The changing part of a run: where it is, and the optimizer's state there. */
export interface Painting {
  readonly plan: RunPlan;
  scaleIndex: number;
  /** Iterations done at this scale. */
  iteration: number;
  optimizer: Optimizer;
  state: OptimizerState;
  /** The run has ended and the state is freed. */
  over: boolean;
  losses: Losses | null;
  /** The picture at the end of the scale before, off the device; `null` at the first. */
  reached: RgbImage | null;
  /** The weights of the last iteration; `null` before the first. */
  objectiveWeights: ObjectiveWeights | null;
}

/** Starts at the coarsest scale from the initial image, or where the checkpoint left off. */
export function beginPainting(plan: RunPlan): Painting {
  const { checkpoint, scales, pictures } = plan;
  const scaleIndex = checkpoint?.scaleIndex ?? 0;
  const scale = scales[scaleIndex] as Scale;
  const optimizer = optimizerFor(plan.parameters, scale);
  return {
    plan,
    scaleIndex,
    iteration: checkpoint?.iteration ?? 0,
    optimizer,
    state:
      checkpoint === null
        ? tf.tidy(() => optimizer.init(toTensor(pictures.initial(scale))))
        : stateOnDevice(checkpoint),
    over: false,
    losses: null,
    reached: null,
    objectiveWeights: null,
  };
}

/** An optimizer's state off the device. */
export type StoredState = Pick<Checkpoint, 'tensors' | 'counts'>;

/** Brings a state to the device; the caller disposes it. */
export function stateOnDevice({ tensors, counts }: StoredState): OptimizerState {
  return tf.tidy(() => {
    const named: Record<string, tf.Tensor> = {};
    for (const [name, { shape, values }] of tensors) named[name] = tf.tensor(values, [...shape]);
    return { tensors: named, counts };
  });
}

/** Frees the state; steps that are still held refuse their pictures from here on. */
export function endPainting(painting: Painting): void {
  painting.over = true;
  disposeState(painting.state);
}

/** Moves on to the next finer scale: the picture so far is enlarged, the optimizer goes on with it. */
export async function enterNextScale(painting: Painting): Promise<void> {
  const { plan, state, optimizer } = painting;
  const scale = plan.scales[painting.scaleIndex + 1] as Scale;
  painting.reached = await imageOf(painting);
  painting.state = await optimizer.rescale(state, async (tensor, filter) => {
    const { width, height, data } = await fromTensor(tensor);
    const resized = resample(data, { width, height }, scale, 3, filter);
    return toTensor({ width: scale.width, height: scale.height, data: resized });
  });
  disposeState(state);
  painting.scaleIndex += 1;
  painting.iteration = 0;
  painting.optimizer = optimizerFor(plan.parameters, scale);
}

/** The picture so far, read from the device, at its scale's size. */
export async function imageOf({ optimizer, state }: Painting): Promise<RgbImage> {
  const tensor = optimizer.picture(state);
  try {
    return await fromTensor(tensor);
  } finally {
    tensor.dispose();
  }
}

/**
 * One iteration: evaluate the objective, read the losses, move the image.
 *
 * @throws StyleTransferError `diverged` when a loss or the gradient is no longer a number.
 */
export async function iterate(painting: Painting, objective: Objective): Promise<void> {
  const { optimizer } = painting;
  const weights = weightsNow(painting.plan);
  adaptTo(painting, weights);
  const { state } = painting;
  const { gradient, losses } = await objective.evaluate(optimizer.image(state), weights);
  try {
    const values = await readWithSquaredNorm(losses, gradient);
    painting.losses = objective.nameLosses(values, weights);
    checkFinite(sentence`loss`, painting.losses.total, painting);
    // The gradient needs its own check: the WASM backend clamps a pixel that is not a number to 0,
    // so the next loss would be that of a black picture.
    checkFinite(sentence`squared gradient`, values[losses.size] as number, painting);
    painting.state = optimizer.update(state, gradient);
    disposeState(state);
    painting.iteration += 1;
  } finally {
    tf.dispose([gradient, losses]);
  }
}

/**
 * All that a scale computes, targets and one iteration, without its reading and with nothing kept:
 * for compiling ahead. Awaits only what is settled; leaves no tensor and the painting as it was.
 */
export async function rehearse(
  { plan, optimizer, state }: Painting,
  makeObjective: () => Promise<Objective>,
): Promise<void> {
  const objective = await makeObjective();
  try {
    const { gradient, losses } = await objective.evaluate(optimizer.image(state), weightsNow(plan));
    tf.tidy(() => {
      withSquaredNorm(losses, gradient);
      optimizer.update(state, gradient);
    });
    tf.dispose([gradient, losses]);
  } finally {
    objective.dispose();
  }
}

/** A live change makes another objective; the optimizer must not go on from the old one's gradients. */
function adaptTo(painting: Painting, weights: ObjectiveWeights): void {
  const before = painting.objectiveWeights;
  painting.objectiveWeights = weights;
  if (before === null || JSON.stringify(before) === JSON.stringify(weights)) return;
  const { state } = painting;
  painting.state = painting.optimizer.forget(state);
  disposeState(state);
}

/** The losses and ‖gradient‖² after them, in one read from the device. */
async function readWithSquaredNorm(
  losses: tf.Tensor1D,
  gradient: tf.Tensor4D,
): Promise<Float32Array> {
  const both = withSquaredNorm(losses, gradient);
  try {
    return await readBack(both);
  } finally {
    both.dispose();
  }
}

function withSquaredNorm(losses: tf.Tensor1D, gradient: tf.Tensor4D): tf.Tensor1D {
  return tf.tidy(() => tf.concat1d([losses, tf.reshape(sumOfSquares(gradient), [1])]));
}

function checkFinite(what: Said, value: number, { iteration }: Painting): void {
  if (Number.isFinite(value)) return;
  throw new StyleTransferError(
    'diverged',
    sentence`The ${what} should be a number, but it became ${value} at iteration ${iteration + 1}; choose the optimizer "adam", a lower alpha or beta, or fewer changes while it paints.`,
  );
}

/** Waits while the run is paused; cancelling ends the wait too. */
export async function waitWhilePaused({ controls, signal }: RunPlan): Promise<void> {
  throwIfAborted(signal);
  // A loop, because the run may be paused again before this wait has been woken.
  while (controls.paused) await runningOrAborted(controls, signal);
}

async function runningOrAborted(
  controls: Controls,
  signal: AbortSignal | undefined,
): Promise<void> {
  let stopListening = () => {};
  const aborted = new Promise<void>((resolve) => {
    const listener = () => resolve();
    signal?.addEventListener('abort', listener);
    stopListening = () => signal?.removeEventListener('abort', listener);
  });
  await Promise.race([controls.whenRunning(), aborted]);
  stopListening();
  throwIfAborted(signal);
}

/** The whole state as bytes for `StylizeRequest.resume`. */
export async function checkpointOf(painting: Painting): Promise<Uint8Array> {
  const { plan, scaleIndex, iteration } = painting;
  const { fingerprint } = plan;
  const parameters = parametersNow(plan);
  const state = await stateOffDevice(painting);
  return encodeCheckpoint({ parameters, fingerprint, scaleIndex, iteration, ...state });
}

/** Reads the optimizer's state. */
export async function stateOffDevice({ state }: Painting): Promise<StoredState> {
  const { counts } = state;
  // All reads begin before the first is awaited: the run may go on and free the state meanwhile.
  const tensors = new Map(
    await Promise.all(
      Object.entries(state.tensors).map(async ([name, tensor]) => {
        const values = await readBack(tensor);
        return [name, { shape: tensor.shape, values }] as const;
      }),
    ),
  );
  return { counts, tensors };
}

function weightsNow(plan: RunPlan): ObjectiveWeights {
  const { strength, alpha, beta, contentLayers, styleLayers, totalVariation } = parametersNow(plan);
  return {
    ...lossWeights({ strength, alpha, beta }),
    contentLayers,
    styleLayers,
    totalVariation,
  };
}

/**
 * The running average of Adam's iterates reaches back over about a third of the scale's
 * iterations, so that even a short scale leaves its starting point behind.
 */
function optimizerFor({ optimizer }: Parameters, { iterations }: Scale): Optimizer {
  if (optimizer === 'lbfgs') return lbfgs();
  const averaging = Math.max(0, Math.min(DEFAULT_ADAM.averaging, 1 - 3 / iterations));
  return adam({ ...DEFAULT_ADAM, averaging });
}
