import * as tf from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerState, type Resize, stateTensor } from './optimizer.js';

export interface LbfgsOptions {
  /** Step length after the first iteration. */
  readonly learningRate: number;
  /** Pairs of steps and gradient changes that are remembered, 1..20. */
  readonly history: number;
}

export const DEFAULT_LBFGS: LbfgsOptions = { learningRate: 1, history: 20 };

/** A pair is used when y·s exceeds this; below it the curvature is noise or negative. */
const SMALLEST_CURVATURE = 1e-10;

/** A remembered step s, the change of gradient y along it, and 1/(y·s); 0 switches the pair off. */
interface Pair {
  readonly s: tf.Tensor;
  readonly y: tf.Tensor;
  readonly rho: tf.Tensor;
}

/**
 * L-BFGS (Nocedal 1980; Nocedal & Wright 2006, algorithms 7.4 and 7.5), the optimizer of the paper.
 *
 * Departures: no line search, since each trial would cost a whole evaluation; the first step
 * therefore moves all pixels together by at most 1. Scalars stay tensors, so an iteration reads
 * nothing back from the device: a pair with too little curvature gets ρ = 0, which drops it out of
 * the two-loop recursion without a branch (it keeps its place in the history until it is the oldest).
 *
 * @example
 * const optimizer = lbfgs({ learningRate: 1, history: 10 });
 */
export function lbfgs(options: LbfgsOptions = DEFAULT_LBFGS): Optimizer {
  const init = (image: tf.Tensor4D): OptimizerState => ({
    tensors: { image: tf.clone(image) },
    counts: { step: 0, pairs: 0 },
  });
  return {
    name: 'lbfgs',
    init,
    update: (state, gradient) =>
      tf.tidy(() =>
        (state.counts.step ?? 0) === 0
          ? firstStep(state, gradient)
          : laterStep(state, gradient, options),
      ),
    image: (state) => stateTensor(state, 'image'),
    picture: (state) => tf.clipByValue(stateTensor(state, 'image'), 0, 1),
    rescale: (state, resize) => rescale(state, resize, init),
    forget: (state) => init(stateTensor(state, 'image')),
  };
}

function firstStep(state: OptimizerState, gradient: tf.Tensor4D): OptimizerState {
  const direction = tf.neg(gradient);
  const length = tf.minimum(1, tf.div(1, sum(tf.abs(gradient))));
  return {
    tensors: {
      image: tf.add(stateTensor(state, 'image'), tf.mul(direction, length)),
      gradient: tf.clone(gradient),
      direction,
      length,
      curvature: tf.scalar(1),
    },
    counts: { step: 1, pairs: 0 },
  };
}

function laterStep(
  state: OptimizerState,
  gradient: tf.Tensor4D,
  { learningRate, history }: LbfgsOptions,
): OptimizerState {
  const s = tf.mul(stateTensor(state, 'direction'), stateTensor(state, 'length'));
  const y = tf.sub(gradient, stateTensor(state, 'gradient'));
  const ys = sum(tf.mul(y, s));
  const usable = tf.greater(ys, SMALLEST_CURVATURE);
  const rho = tf.where(usable, tf.div(1, ys), 0);
  const curvature = tf.where(
    usable,
    tf.div(ys, sum(tf.square(y))),
    stateTensor(state, 'curvature'),
  );
  const pairs = [...readPairs(state), { s, y, rho }].slice(-history);
  const direction = twoLoopRecursion(gradient, pairs, curvature);
  const length = tf.scalar(learningRate);
  const image = tf.add(stateTensor(state, 'image'), tf.mul(direction, length));
  return {
    tensors: {
      image,
      gradient: tf.clone(gradient),
      direction,
      length,
      curvature,
      ...writePairs(pairs),
    },
    counts: { step: (state.counts.step ?? 0) + 1, pairs: pairs.length },
  };
}

/** Minus the approximate inverse Hessian times the gradient (Nocedal & Wright 2006, algorithm 7.4). */
function twoLoopRecursion(
  gradient: tf.Tensor,
  pairs: readonly Pair[],
  curvature: tf.Tensor,
): tf.Tensor {
  let q: tf.Tensor = tf.neg(gradient);
  const alphas: tf.Tensor[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = tf.mul(rho, sum(tf.mul(s, q)));
    alphas.unshift(alpha);
    q = tf.sub(q, tf.mul(y, alpha));
  }
  let r: tf.Tensor = tf.mul(q, curvature);
  pairs.forEach(({ s, y, rho }, index) => {
    const beta = tf.mul(rho, sum(tf.mul(y, r)));
    r = tf.add(r, tf.mul(s, tf.sub(alphas[index] as tf.Tensor, beta)));
  });
  return r;
}

/** Sums axis by axis, which loses fewer digits than one running sum. */
function sum(tensor: tf.Tensor): tf.Tensor {
  let result = tensor;
  while (result.rank > 0) result = tf.sum(result, result.rank - 1);
  return result;
}

function readPairs(state: OptimizerState): Pair[] {
  return Array.from({ length: state.counts.pairs ?? 0 }, (_, index) => ({
    s: stateTensor(state, `s${index}`),
    y: stateTensor(state, `y${index}`),
    rho: stateTensor(state, `rho${index}`),
  }));
}

/** Clones, since the older pairs belong to the state before. */
function writePairs(pairs: readonly Pair[]): Record<string, tf.Tensor> {
  return Object.fromEntries(
    pairs.flatMap(({ s, y, rho }, index) => [
      [`s${index}`, tf.clone(s)],
      [`y${index}`, tf.clone(y)],
      [`rho${index}`, tf.clone(rho)],
    ]),
  );
}

/** The curvature of one scale says nothing of the next, so only the image goes on. */
async function rescale(
  state: OptimizerState,
  resize: Resize,
  init: (image: tf.Tensor4D) => OptimizerState,
): Promise<OptimizerState> {
  const enlarged = await resize(stateTensor(state, 'image'), 'cubic');
  try {
    return init(enlarged);
  } finally {
    enlarged.dispose();
  }
}
