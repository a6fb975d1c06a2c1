import type * as tf from '@tensorflow/tfjs-core';
import { findFlips, readDecisions } from './exact/decisions.js';
import { exactLbfgsCurve } from './exact/exact-lbfgs.js';
import type { ExactMap } from './exact/exact-map.js';
import { totalTerms } from './objective.js';
import type { Subject } from './subject.js';
import type { Trajectory } from './trajectories.js';

/**
 * The curve of L-BFGS in float64 with the decisions that the engine took at x_0 and x_1, or `null`
 * where they are float64's own.
 *
 * L-BFGS learns the curvature from y = ∇L(x_1) − ∇L(x_0). Its first step is so short that y is about
 * 3e-5 of a gradient. One ReLU that passes at x_0 and not at x_1, or the other way round, adds a jump of
 * up to 5e-4 to it: the curvature comes out ten or a hundred times larger, and the curve is another one
 * from the second step on, by up to 17 % of the loss. Which of the curves a program follows is chance:
 * float64 with noise of 1e-6 on its feature maps follows the one or the other, as the kernels do.
 *
 * @param first x_0 and x_1 of the engine, in 0..1
 */
export async function forkedCurve(
  subject: Subject,
  { history, unitsPerOne }: Trajectory,
  first: readonly tf.Tensor4D[],
  length: number,
): Promise<number[] | null> {
  const { exact, numbers } = subject;
  const decisions: ExactMap[][] = [];
  let flips = 0;
  for (const image of first) {
    const taken = await readDecisions(subject.network, exact.network, image);
    flips += findFlips(exact.network, exact.network.forward(exactImage(image)), taken).length;
    decisions.push(taken);
  }
  if (flips === 0) return null;
  const start = exactImage(subject.images.content);
  const weights = totalTerms(numbers);
  const inUnits = start.values.map((value) => value * unitsPerOne);
  return exactLbfgsCurve(inUnits, history, length, (x, step) => {
    const values = x.map((value) => value / unitsPerOne);
    const maps = exact.network.forward({ ...start, values });
    const { loss, gradient } = exact.objective.evaluate(maps, weights, decisions[step]);
    return { loss, gradient: gradient.map((value) => value / unitsPerOne) };
  });
}

function exactImage(image: tf.Tensor4D): ExactMap {
  const [, height, width, channels] = image.shape;
  return { height, width, channels, values: Float64Array.from(image.dataSync()) };
}
