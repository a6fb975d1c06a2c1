import * as tf from '@tensorflow/tfjs-core';
import { forkedCurve } from './forked-curve.js';
import { lossCurve } from './loss-curve.js';
import { buildObjective, TOTAL_NORMALIZATION, totalWeights } from './objective.js';
import { POOLING_NAMES } from './reference-set.js';
import { relative } from './statistics.js';
import type { Subject } from './subject.js';
import type { Quantity } from './tolerances.js';
import { type Trajectory, trajectories } from './trajectories.js';

/**
 * Runs the optimizers from the content picture and compares their loss curves with the reference's. Where
 * L-BFGS parts from it, and only because a decision within rounding flipped at one of its first two
 * points, the curve is compared with that of the same decisions in float64 instead (`forked-curve.ts`).
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
    const { losses, first } = await lossCurve(
      ...([objective, weights, content, trajectory, stored.length] as const),
    );
    const expected =
      isWithin(subject, trajectory, losses, stored) || trajectory.optimizer.name !== 'lbfgs'
        ? null
        : await forkedCurve(subject, trajectory, first, stored.length);
    tf.dispose(first);
    const against = expected === null ? '' : ' by the same decisions in float64';
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
