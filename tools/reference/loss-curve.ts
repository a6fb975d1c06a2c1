import * as tf from '@tensorflow/tfjs-core';
import type { Objective, ObjectiveWeights } from '../../packages/core/src/loss/objective.js';
import { disposeState } from '../../packages/core/src/optimizer/optimizer.js';
import type { Trajectory } from './trajectories.js';

/** A run of an optimizer. */
export interface LossCurve {
  /** The losses at x_0 … x_(length − 1). */
  readonly losses: number[];
  /** x_0 and x_1 in 0..1, which the caller disposes, and the gradients there per unit of 0..1. */
  readonly begin: { readonly image: tf.Tensor4D; readonly gradient: Float32Array }[];
}

/** Runs an optimizer on the engine's objective. */
export async function lossCurve(
  objective: Objective,
  weights: ObjectiveWeights,
  start: tf.Tensor4D,
  { optimizer, unitsPerOne }: Trajectory,
  length: number,
): Promise<LossCurve> {
  const curve: LossCurve = { losses: [], begin: [] };
  const scaled = tf.mul(start, unitsPerOne) as tf.Tensor4D;
  let state = optimizer.init(scaled);
  scaled.dispose();
  while (true) {
    const image = tf.div(optimizer.image(state), unitsPerOne) as tf.Tensor4D;
    const { gradient, losses } = await objective.evaluate(image, weights);
    curve.losses.push(objective.nameLosses(losses.dataSync(), weights).total);
    const perUnit = tf.div(gradient, unitsPerOne) as tf.Tensor4D;
    if (curve.begin.length < 2) {
      curve.begin.push({ image, gradient: gradient.dataSync() as Float32Array });
    } else image.dispose();
    tf.dispose([gradient, losses]);
    if (curve.losses.length === length) {
      disposeState(state);
      perUnit.dispose();
      return curve;
    }
    const next = optimizer.update(state, perUnit);
    disposeState(state);
    perUnit.dispose();
    state = next;
  }
}
