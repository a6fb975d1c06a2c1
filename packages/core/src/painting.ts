import * as tf from '@tensorflow/tfjs-core';
import { encodeCheckpoint } from './checkpoint.js';
import { StyleTransferError, throwIfAborted } from './errors.js';
import { resample } from './image/resample.js';
import { fromTensor, toTensor } from './image/tensor.js';
import type { Objective, ObjectiveWeights } from './loss/objective.js';
import { adam, DEFAULT_ADAM } from './optimiser/adam.js';
import { lbfgs } from './optimiser/lbfgs.js';
import { disposeState, type Optimiser, type OptimiserState } from './optimiser/optimiser.js';
import { parseParameters } from './preset/parse-parameters.js';
import type { Parameters } from './preset/schema.js';
import { lossWeights } from './preset/strength.js';
import type { Scale } from './pyramid.js';
import type { RunPlan } from './run-plan.js';
import type { Losses } from './style-step.js';

/** The changing part of a run: where it is, and the optimiser's state there. */
export interface Painting {
  readonly plan: RunPlan;
  scaleIndex: number;
  /** Iterations done at this scale. */
  iteration: number;
  optimiser: Optimiser;
  state: OptimiserState;
  losses: Losses | null;
}

/** Starts at the coarsest scale from the initial image, or where the checkpoint left off. */
export function beginPainting(plan: RunPlan): Painting {
  const { checkpoint, scales, pictures } = plan;
  const scaleIndex = checkpoint?.scaleIndex ?? 0;
  const scale = scales[scaleIndex] as Scale;
  const optimiser = optimiserFor(plan.parameters, scale);
  if (checkpoint !== null) {
    const tensors: Record<string, tf.Tensor> = {};
    for (const [name, { shape, values }] of checkpoint.tensors) {
      tensors[name] = tf.tensor(values, [...shape]);
    }
    const state = { tensors, counts: checkpoint.counts };
    return { plan, scaleIndex, iteration: checkpoint.iteration, optimiser, state, losses: null };
  }
  const state = tf.tidy(() => optimiser.init(toTensor(pictures.initial(scale))));
  return { plan, scaleIndex, iteration: 0, optimiser, state, losses: null };
}

/** Moves on to the next finer scale: the picture so far is enlarged, the optimiser goes on with it. */
export async function enterNextScale(painting: Painting): Promise<void> {
  const { plan, state, optimiser } = painting;
  const scale = plan.scales[painting.scaleIndex + 1] as Scale;
  painting.state = await optimiser.rescale(state, async (tensor, filter) => {
    const { width, height, data } = await fromTensor(tensor);
    const resized = resample(data, { width, height }, scale, 3, filter);
    return toTensor({ width: scale.width, height: scale.height, data: resized });
  });
  disposeState(state);
  painting.scaleIndex += 1;
  painting.iteration = 0;
  painting.optimiser = optimiserFor(plan.parameters, scale);
}

/**
 * One iteration: evaluate the objective, read the losses, move the image.
 *
 * @throws StyleTransferError `diverged` when a loss is no longer a number.
 */
export async function iterate(painting: Painting, objective: Objective): Promise<void> {
  const { optimiser, state } = painting;
  const weights = weightsNow(painting.plan);
  const { gradient, losses } = objective.evaluate(optimiser.image(state), weights);
  try {
    painting.losses = objective.nameLosses(await losses.data(), weights);
    if (!Number.isFinite(painting.losses.total)) {
      throw new StyleTransferError(
        'diverged',
        `The loss should be a number, but it became ${painting.losses.total} at iteration ${painting.iteration + 1}; choose the optimizer "adam", a lower alpha or beta, or fewer changes while it paints.`,
      );
    }
    painting.state = optimiser.update(state, gradient);
    disposeState(state);
    painting.iteration += 1;
  } finally {
    tf.dispose([gradient, losses]);
  }
}

/** Waits while the run is paused; cancelling ends the wait too. */
export async function waitWhilePaused({ controls, signal }: RunPlan): Promise<void> {
  throwIfAborted(signal);
  if (!controls.paused) return;
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

/** The parameters of this moment: the plan's, with the live changes over them. */
export function parametersNow({ parameters, controls }: RunPlan): Parameters {
  const now = parseParameters({ ...parameters, ...controls.changes });
  for (const field of ['contentLayers', 'styleLayers'] as const) {
    const unknown = Object.keys(now[field]).find((layer) => !(layer in parameters[field]));
    if (unknown !== undefined) {
      throw new StyleTransferError(
        'invalid-parameter',
        `While it paints, ${field} can change the weights of ${Object.keys(parameters[field]).join(', ')}, but ${unknown} came; start the run with that layer, at weight 0 if need be.`,
      );
    }
  }
  return now;
}

/** The whole state as bytes for `StylizeRequest.resume`. */
export async function checkpointOf(painting: Painting): Promise<Uint8Array> {
  const { plan, state, scaleIndex, iteration } = painting;
  const tensors = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  for (const [name, tensor] of Object.entries(state.tensors)) {
    tensors.set(name, { shape: tensor.shape, values: (await tensor.data()) as Float32Array });
  }
  const { fingerprint } = plan;
  const { counts } = state;
  const parameters = parametersNow(plan);
  return encodeCheckpoint({ parameters, fingerprint, scaleIndex, iteration, counts, tensors });
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
 * iterations, so that a short scale does not show its own beginning.
 */
function optimiserFor({ optimizer }: Parameters, { iterations }: Scale): Optimiser {
  if (optimizer === 'lbfgs') return lbfgs();
  const averaging = Math.max(0, Math.min(DEFAULT_ADAM.averaging, 1 - 3 / iterations));
  return adam({ ...DEFAULT_ADAM, averaging });
}
