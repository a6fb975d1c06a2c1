import * as tf from '@tensorflow/tfjs-core';
import type { Objective } from '../../packages/core/src/loss/objective.js';
import { adam } from '../../packages/core/src/optimizer/adam.js';
import { lbfgs } from '../../packages/core/src/optimizer/lbfgs.js';
import { disposeState, type Optimizer } from '../../packages/core/src/optimizer/optimizer.js';
import type { Network } from '../../packages/core/src/vgg19/network/network.js';
import type { Findings } from './findings.js';
import { buildObjective, TOTAL_NORMALIZATION, totalWeights } from './objective.js';
import { type NumberTree, type PictureName, POOLING_NAMES } from './reference-set.js';
import { relative } from './statistics.js';

/** A run of the reference and the engine's optimizer for it. */
interface Trajectory {
  readonly name: string;
  readonly optimizer: Optimizer;
  /** What the optimizer's unit is in terms of the engine's 0..1. */
  readonly unitsPerOne: number;
}

/**
 * L-BFGS runs in 0..255 units as the reference does, since its first step (all pixels together by
 * at most 1 unit) depends on the unit. Adam runs in the engine's own 0..1. Within 20 steps a
 * history of 20 is one of 100.
 */
function trajectories(numbers: NumberTree, root: readonly string[]): Trajectory[] {
  const adamOf = (name: string): Optimizer => {
    const read = (key: string) => numbers.number(...root, name, key);
    return adam({
      learningRate: read('lr') / 255,
      beta1: read('beta1'),
      beta2: read('beta2'),
      epsilon: read('eps'),
      clamp: name === 'adam_clamped',
      averaging: 0,
    });
  };
  const lbfgsOf = (name: string): Optimizer =>
    lbfgs({
      learningRate: numbers.number(...root, name, 'lr'),
      history: Math.min(20, numbers.number(...root, name, 'history')),
    });
  const present = (name: string) => numbers.has(...root, name);
  return [
    ...['adam', 'adam_clamped']
      .filter(present)
      .map((name) => ({ name, optimizer: adamOf(name), unitsPerOne: 1 })),
    ...['lbfgs_history100', 'lbfgs_history10']
      .filter(present)
      .map((name) => ({ name, optimizer: lbfgsOf(name), unitsPerOne: 255 })),
  ];
}

/** Runs the optimizers from the content picture and compares their loss curves. */
export async function checkTrajectories(
  network: Network,
  images: Readonly<Record<PictureName, tf.Tensor4D>>,
  numbers: NumberTree,
  findings: Findings,
): Promise<void> {
  const objective = await buildObjective(
    network,
    images.content,
    images.style,
    TOTAL_NORMALIZATION,
  );
  const root = ['pooling', POOLING_NAMES[network.pooling], 'trajectory'];
  for (const trajectory of trajectories(numbers, root)) {
    const expected = numbers.list(...root, trajectory.name, 'loss');
    const actual = await lossCurve(objective, images.content, trajectory, expected.length, numbers);
    expected.forEach((loss, step) => {
      const quantity = trajectory.optimizer.name === 'adam' ? 'Adam' : lbfgsQuantity(step);
      const error = relative(actual[step] as number, loss);
      findings.record(quantity, error, `${trajectory.name} loss[${step}]`);
    });
  }
  objective.dispose();
}

function lbfgsQuantity(step: number) {
  if (step === 0) return 'L-BFGS, start';
  if (step === 1) return 'L-BFGS, first step';
  return step <= 5 ? 'L-BFGS, next four steps' : 'L-BFGS, later steps';
}

/** The losses at x_0 … x_(length − 1). */
async function lossCurve(
  objective: Objective,
  start: tf.Tensor4D,
  { optimizer, unitsPerOne }: Trajectory,
  length: number,
  numbers: NumberTree,
): Promise<number[]> {
  const weights = totalWeights(numbers);
  const curve: number[] = [];
  const first = tf.mul(start, unitsPerOne) as tf.Tensor4D;
  let state = optimizer.init(first);
  first.dispose();
  while (true) {
    const image = tf.div(optimizer.image(state), unitsPerOne) as tf.Tensor4D;
    const { gradient, losses } = await objective.evaluate(image, weights);
    curve.push(objective.nameLosses(losses.dataSync(), weights).total);
    const perUnit = tf.div(gradient, unitsPerOne) as tf.Tensor4D;
    tf.dispose([image, gradient, losses]);
    if (curve.length === length) {
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
