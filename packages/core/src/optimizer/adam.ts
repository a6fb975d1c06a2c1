import * as tf from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerState, type Resize, stateTensor } from './optimizer.js';

export interface AdamOptions {
  /** Step size in units of the image (0..1). */
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Keep every iterate within 0..1. */
  readonly clamp: boolean;
  /** Decay of the running average of the iterates, 0..1; 0 gives the last iterate. */
  readonly averaging: number;
}

/** Step 0.02 and β 0.9/0.99 as in crowsonkb/style-transfer-pytorch, whose recipe this follows. */
export const DEFAULT_ADAM: AdamOptions = {
  learningRate: 0.02,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  clamp: true,
  averaging: 0.99,
};

/**
 * Adam (Kingma & Ba 2015, algorithm 1) with a running average of the iterates.
 *
 * Departures: iterates are clamped to colours that exist, and the picture is the bias-corrected
 * exponential average of the iterates, which has visibly less noise than the last one.
 *
 * @example
 * const optimizer = adam({ ...DEFAULT_ADAM, averaging: 0.95 });
 * let state = optimizer.init(image);
 */
export function adam(options: AdamOptions = DEFAULT_ADAM): Optimizer {
  return {
    name: 'adam',
    init,
    update: (state, gradient) => update(state, gradient, options),
    image: (state) => stateTensor(state, 'image'),
    picture: (state) => picture(state, options),
    rescale: (state, resize) => rescale(state, resize, options),
    forget,
  };
}

function init(image: tf.Tensor4D): OptimizerState {
  return tf.tidy(() => ({
    tensors: {
      image: tf.clone(image),
      firstMoment: tf.zerosLike(image),
      secondMoment: tf.zerosLike(image),
      average: tf.zerosLike(image),
    },
    counts: { step: 0, averaged: 0 },
  }));
}

function update(
  state: OptimizerState,
  gradient: tf.Tensor4D,
  { learningRate, beta1, beta2, epsilon, clamp, averaging }: AdamOptions,
): OptimizerState {
  return tf.tidy(() => {
    const step = (state.counts.step ?? 0) + 1;
    const firstMoment = blend(stateTensor(state, 'firstMoment'), gradient, beta1);
    const secondMoment = blend(stateTensor(state, 'secondMoment'), tf.square(gradient), beta2);
    const direction = tf.div(
      tf.div(firstMoment, 1 - beta1 ** step),
      tf.add(tf.sqrt(tf.div(secondMoment, 1 - beta2 ** step)), epsilon),
    );
    const moved = tf.sub(stateTensor(state, 'image'), tf.mul(direction, learningRate));
    const image = clamp ? tf.clipByValue(moved, 0, 1) : moved;
    const average = blend(stateTensor(state, 'average'), image, averaging);
    return {
      tensors: { image, firstMoment, secondMoment, average },
      counts: { step, averaged: (state.counts.averaged ?? 0) + 1 },
    };
  });
}

function blend(old: tf.Tensor, fresh: tf.Tensor, decay: number): tf.Tensor {
  return tf.add(tf.mul(old, decay), tf.mul(fresh, 1 - decay));
}

function picture(state: OptimizerState, { averaging }: AdamOptions): tf.Tensor4D {
  return tf.tidy(() => {
    const averaged = state.counts.averaged ?? 0;
    const best =
      averaged === 0
        ? stateTensor(state, 'image')
        : tf.div(stateTensor(state, 'average'), 1 - averaging ** averaged);
    return tf.clipByValue(best, 0, 1) as tf.Tensor4D;
  });
}

/** The average becomes the image, the moments and the step count go on, the average starts anew. */
async function rescale(
  state: OptimizerState,
  resize: Resize,
  options: AdamOptions,
): Promise<OptimizerState> {
  const best = picture(state, options);
  const made: tf.Tensor4D[] = [];
  try {
    made.push(await resize(best, 'cubic'));
    made.push(await resize(stateTensor(state, 'firstMoment'), 'cubic'));
    made.push(await resize(stateTensor(state, 'secondMoment'), 'triangle'));
    const [enlarged, firstMoment, secondMoment] = made as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
    return tf.tidy(() => {
      const image = tf.clipByValue(enlarged, 0, 1);
      // The cubic kernel reaches further than the triangle: where the second moment is 0, as far from
      // all that is visible, its ring round the first would be divided by epsilon alone.
      const moved = tf.mul(firstMoment, tf.step(secondMoment));
      const moments = { firstMoment: moved, secondMoment: tf.clone(secondMoment) };
      return {
        tensors: { image, ...moments, average: tf.zerosLike(image) },
        counts: { step: state.counts.step ?? 0, averaged: 0 },
      };
    });
  } finally {
    tf.dispose([best, ...made]);
  }
}

/**
 * Old gradients of another objective would steer, and their squares slow down, the steps to come:
 * after a strong term is switched off, β₂ = 0.99 lets its size linger for hundreds of iterations.
 */
function forget(state: OptimizerState): OptimizerState {
  return tf.tidy(() => {
    const image = tf.clone(stateTensor(state, 'image'));
    const none = tf.zerosLike(image);
    return {
      tensors: {
        image,
        firstMoment: none,
        secondMoment: tf.clone(none),
        average: tf.clone(stateTensor(state, 'average')),
      },
      counts: { step: 0, averaged: state.counts.averaged ?? 0 },
    };
  });
}
