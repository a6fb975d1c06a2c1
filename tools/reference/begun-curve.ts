import type * as tf from '@tensorflow/tfjs-core';
import { readDecisions } from './exact/decisions.js';
import { exactLbfgsCurve } from './exact/exact-lbfgs.js';
import type { ExactMap } from './exact/exact-map.js';
import { compareVectors } from './judge/statistics.js';
import type { LossCurve } from './loss-curve.js';
import { totalTerms } from './objective.js';
import type { Subject } from './subject.js';
import type { Trajectory } from './trajectories.js';

/**
 * The curve of L-BFGS in float64, begun with the engine's gradients at x_0 and x_1, each of which is held
 * to float64's of the same decisions.
 *
 * L-BFGS learns the curvature from y = ∇L(x_1) − ∇L(x_0). Its first step is so short that y is about
 * 3e-5 of a gradient. Rounding of 2e-6 is a tenth of that, and one ReLU within rounding that passes at
 * x_0 and not at x_1, or the other way round, up to fifteen times as much: the curvature comes out
 * up to a hundred times larger, and the curve is another one from the third loss on, by up to 17 %.
 * Which of the curves a program follows is chance: float64 with noise of 1e-6 on its feature maps follows
 * the one or the other, as the kernels do.
 */
export async function begunCurve(
  subject: Subject,
  { name, history, unitsPerOne }: Trajectory,
  { begin, losses }: LossCurve,
): Promise<number[]> {
  const { exact, images, numbers } = subject;
  for (const [step, { image, gradient }] of begin.entries()) {
    await checkGradient(subject, image, gradient, `${name} x_${step}`);
  }
  const start = exactImage(images.content);
  const weights = totalTerms(numbers);
  const inUnits = start.values.map((value) => value * unitsPerOne);
  return exactLbfgsCurve(inUnits, history, losses.length, (x, step) => {
    const values = x.map((value) => value / unitsPerOne);
    const maps = exact.network.forward({ ...start, values });
    const own = exact.objective.evaluate(maps, weights);
    const gradient = begin[step]?.gradient ?? own.gradient;
    return { loss: own.loss, gradient: Float64Array.from(gradient, (each) => each / unitsPerOne) };
  });
}

/** Every value of the engine's gradient against float64's of the same decisions. */
async function checkGradient(
  { network, exact, numbers, findings }: Subject,
  image: tf.Tensor4D,
  gradient: Float32Array,
  at: string,
): Promise<void> {
  const decisions = await readDecisions(network, exact.network, image);
  const maps = exact.network.forward(exactImage(image));
  const expected = exact.objective.evaluate(maps, totalTerms(numbers), decisions);
  findings.record('gradient', compareVectors(gradient, expected.gradient).largest, at);
}

function exactImage(image: tf.Tensor4D): ExactMap {
  const [, height, width, channels] = image.shape;
  return { height, width, channels, values: Float64Array.from(image.dataSync()) };
}
