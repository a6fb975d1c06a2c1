import * as tf from '@tensorflow/tfjs-core';
import { begunCurve } from './begun-curve.js';
import { relative } from './judge/statistics.js';
import type { Quantity } from './judge/tolerances.js';
import { lossCurve } from './loss-curve.js';
import { buildObjective, TOTAL_NORMALIZATION, totalWeights } from './objective.js';
import { POOLING_NAMES } from './set/reference-set.js';
import type { Subject } from './subject.js';
import { type Trajectory, trajectories } from './trajectories.js';

/**
 * Runs the optimizers from the content picture and compares their loss curves with the reference's. Where
 * L-BFGS parts from it, it is compared with float64's that begins with the same two gradients
 * (`begun-curve.ts`), as closely.
 */
export async function checkTrajectories(subject: Subject): Promise<void> {
  const { network, images, numbers, findings } = subject;
  const { content, style } = images;
  const objective = await buildObjective(network, content, style, TOTAL_NORMALIZATION);
  const weights = totalWeights(numbers);
  const root = ['pooling', POOLING_NAMES[network.pooling], 'trajectory'];
  for (const trajectory of trajectories(numbers, root)) {
    const { name } = trajectory;
    const stored = numbers.list(...root, name, 'loss');
    const curve = await lossCurve(objective, weights, content, trajectory, stored.length);
    const { losses } = curve;
    const expected =
      isWithin(subject, trajectory, losses, stored) || trajectory.optimizer.name !== 'lbfgs'
        ? null
        : await begunCurve(subject, trajectory, curve);
    tf.dispose(curve.begin.map(({ image }) => image));
    const against = expected === null ? '' : ' begun in float64 with the same gradients';
    losses.forEach((loss, step) => {
      const error = relative(loss, (expected ?? stored)[step] as number);
      findings.record(quantityOf(trajectory, step), error, `${name} loss[${step}]${against}`);
    });
  }
  objective.dispose();
}

function isWithin(
  { findings }: Subject,
  trajectory: Trajectory,
  losses: readonly number[],
  expected: readonly number[],
): boolean {
  return losses.every((loss, step) => {
    const allowed = findings.tolerance(quantityOf(trajectory, step));
    return relative(loss, expected[step] as number) <= allowed;
  });
}

function quantityOf({ optimizer }: Trajectory, step: number): Quantity {
  if (optimizer.name === 'adam') return 'Adam';
  if (step === 0) return 'L-BFGS, start';
  if (step === 1) return 'L-BFGS, first step';
  return step <= 5 ? 'L-BFGS, next four steps' : 'L-BFGS, later steps';
}
