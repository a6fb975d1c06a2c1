import * as tf from '@tensorflow/tfjs-core';
import { readBack } from '../backend/read-back.js';
import { StyleTransferError, throwIfAborted } from '../base/errors.js';
import { type Said, sentence } from '../base/sentence.js';
import type { RgbImage } from '../image/pixels.js';
import type { Losses } from '../loss/losses.js';
import type { Objective, ObjectiveWeights } from '../loss/objective.js';
import type { HostObjective } from '../loss/pieces/host-objective.js';
import { sumOfSquares } from '../loss/sum-of-squares.js';
import { updateOnHost } from '../optimizer/adam-on-host.js';
import { disposeState } from '../optimizer/optimizer.js';
import { lossWeights } from '../parameters/strength.js';
import { encodeCheckpoint } from './checkpoint.js';
import type { Controls } from './controls.js';
import { parametersNow } from './live-parameters.js';
import {
  beginState,
  forgetGradients,
  freeState,
  type PaintingState,
  type Place,
  pictureOf,
  rescaleState,
  stateFrom,
  storeState,
} from './painting-state.js';
import type { PlannedScale, RunPlan } from './run-plan.js';

/** The changing part of a run: where it is, and the optimizer's state there. */
export interface Painting {
  readonly plan: RunPlan;
  scaleIndex: number;
  /** Iterations done at this scale. */
  iteration: number;
  /** Another object after each iteration. */
  state: PaintingState;
  /** The run has ended and the state is freed. */
  over: boolean;
  losses: Losses | null;
  /** The picture at the end of the scale before, off the device; `null` at the first. */
  reached: RgbImage | null;
  /** The weights of the last iteration; `null` before the first. */
  objectiveWeights: ObjectiveWeights | null;
}

/** Starts at the coarsest scale from the initial image, or where the checkpoint left off. */
export function beginPainting(plan: RunPlan, placeOf: (scale: PlannedScale) => Place): Painting {
  const { checkpoint, scales, pictures, parameters } = plan;
  const scaleIndex = checkpoint?.scaleIndex ?? 0;
  const scale = scales[scaleIndex] as PlannedScale;
  const options = { parameters, scale, place: placeOf(scale) };
  return {
    plan,
    scaleIndex,
    iteration: checkpoint?.iteration ?? 0,
    state:
      checkpoint === null
        ? beginState(pictures.initial(scale), options)
        : stateFrom(checkpoint, options),
    over: false,
    losses: null,
    reached: null,
    objectiveWeights: null,
  };
}

/** Frees the state; steps that are still held refuse their pictures from here on. */
export function endPainting(painting: Painting): void {
  painting.over = true;
  freeState(painting.state);
}

/** Moves on to the next finer scale: the picture so far is enlarged, the optimizer goes on with it. */
export async function enterNextScale(
  painting: Painting,
  placeOf: (scale: PlannedScale) => Place,
): Promise<void> {
  const { scales, parameters } = painting.plan;
  const [from, scale] = scales.slice(painting.scaleIndex) as [PlannedScale, PlannedScale];
  painting.reached = await imageOf(painting);
  const options = { parameters, scale, place: placeOf(scale) };
  painting.state = await rescaleState(painting.state, from, options);
  painting.scaleIndex += 1;
  painting.iteration = 0;
}

/** The picture so far, off the device, at its scale's size. */
export function imageOf({ state }: Painting): Promise<RgbImage> {
  return pictureOf(state);
}

/**
 * One iteration: evaluate the objective, read the losses, move the image.
 *
 * @throws StyleTransferError `diverged` when a loss or the gradient is no longer a number.
 */
export async function iterate(painting: Painting, objective: Objective): Promise<void> {
  const weights = weightsNow(painting.plan);
  adaptTo(painting, weights);
  const { state: before } = painting;
  if (before.place === 'host') throw new Error('The image is not on the device.');
  const { optimizer, state } = before;
  const { gradient, losses } = await objective.evaluate(optimizer.image(state), weights);
  try {
    const values = await readWithSquaredNorm(losses, gradient);
    noteLosses(painting, objective.nameLosses(values, weights), values[losses.size] as number);
    painting.state = { ...before, state: optimizer.update(state, gradient) };
    disposeState(state);
    painting.iteration += 1;
  } finally {
    tf.dispose([gradient, losses]);
  }
}

/** {@link iterate} where the image is not on the device. */
export async function iterateOnHost(painting: Painting, objective: HostObjective): Promise<void> {
  const weights = weightsNow(painting.plan);
  adaptTo(painting, weights);
  const { state } = painting;
  if (state.place === 'device') throw new Error('The image is on the device.');
  const { size, arrays } = state.adam;
  const image = { ...size, data: arrays.image };
  const { gradient, losses } = await objective.evaluate(image, weights);
  const squaredNorm = gradient.reduce((sum, value) => sum + value * value, 0);
  noteLosses(painting, objective.nameLosses(losses, weights), squaredNorm);
  painting.state = { ...state, adam: updateOnHost(state.adam, gradient, state.options) };
  painting.iteration += 1;
}

/**
 * All that a scale computes, targets and one iteration, without its reading and with nothing kept:
 * for compiling ahead. Awaits only what is settled; leaves no tensor and the painting as it was.
 */
export async function rehearse(
  { plan, state: before }: Painting,
  makeObjective: () => Promise<Objective>,
): Promise<void> {
  const objective = await makeObjective();
  try {
    if (before.place === 'host') return;
    const { optimizer, state } = before;
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
  painting.state = forgetGradients(painting.state);
}

function noteLosses(painting: Painting, losses: Losses, squaredNorm: number): void {
  painting.losses = losses;
  checkFinite(sentence`loss`, losses.total, painting);
  // The gradient needs its own check: the WASM backend clamps a pixel that is not a number to 0,
  // so the next loss would be that of a black picture.
  checkFinite(sentence`squared gradient`, squaredNorm, painting);
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
  const state = await storeState(painting.state);
  return encodeCheckpoint({ parameters, fingerprint, scaleIndex, iteration, ...state });
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
