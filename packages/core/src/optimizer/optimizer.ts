import type * as tf from '@tensorflow/tfjs-core';

/**
 * Everything an optimizer knows between two iterations, as an explicit value: it can be written to
 * bytes, read back, and resized to the next scale of the pyramid.
 */
export type OptimizerState = {
  /** The image being optimized and whatever the method remembers, by name. Owned by the holder. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  /** Plain counters, by name. */
  readonly counts: Readonly<Record<string, number>>;
};

/** Resamples a `[1, h, w, c]` tensor to the next scale; `triangle` never leaves the input's range. */
export type Resize = (tensor: tf.Tensor4D, filter: 'cubic' | 'triangle') => Promise<tf.Tensor4D>;

/** A way to walk downhill: pure functions over an explicit state. */
export interface Optimizer {
  readonly name: 'adam' | 'lbfgs';
  /** Starts at `image`, `[1, h, w, 3]`; copies what it keeps. */
  init(image: tf.Tensor4D): OptimizerState;
  /** One iteration from the gradient at {@link image}; `state` stays the caller's, the result too. */
  update(state: OptimizerState, gradient: tf.Tensor4D): OptimizerState;
  /** The image to evaluate next, `[1, h, w, 3]`; owned by the state. */
  image(state: OptimizerState): tf.Tensor4D;
  /** The image to show and to keep, `[1, h, w, 3]` in 0..1; the caller disposes it. */
  picture(state: OptimizerState): tf.Tensor4D;
  /** The same walk at another size; `state` stays the caller's. */
  rescale(state: OptimizerState, resize: Resize): Promise<OptimizerState>;
  /**
   * The same image, without what was learnt of its gradients: for when the objective itself has
   * changed. `state` stays the caller's.
   */
  forget(state: OptimizerState): OptimizerState;
}

/** Frees every tensor of a state. */
export function disposeState(state: OptimizerState): void {
  for (const tensor of Object.values(state.tensors)) tensor.dispose();
}

/** A named tensor of a state, which the optimizer itself put there. */
export function stateTensor(state: OptimizerState, name: string): tf.Tensor4D {
  const tensor = state.tensors[name];
  if (tensor === undefined) throw new Error(`The optimizer state lacks "${name}".`);
  return tensor as tf.Tensor4D;
}
