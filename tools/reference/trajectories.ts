import { adam } from '../../packages/core/src/optimizer/adam.js';
import { lbfgs } from '../../packages/core/src/optimizer/lbfgs.js';
import type { Optimizer } from '../../packages/core/src/optimizer/optimizer.js';
import type { NumberTree } from './set/reference-set.js';

/** A run of the reference and the engine's optimizer for it. */
export interface Trajectory {
  readonly name: string;
  readonly optimizer: Optimizer;
  /** Pairs that L-BFGS remembers. */
  readonly history: number;
  /** What the optimizer's unit is in terms of the engine's 0..1. */
  readonly unitsPerOne: number;
}

/**
 * L-BFGS runs in 0..255 units as the reference does, since its first step (all pixels together by
 * at most 1 unit) depends on the unit. Adam runs in the engine's own 0..1. Within 20 steps a
 * history of 20 is one of 100.
 */
export function trajectories(numbers: NumberTree, root: readonly string[]): Trajectory[] {
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
  const lbfgsOf = (name: string): Pick<Trajectory, 'optimizer' | 'history'> => {
    const history = Math.min(20, numbers.number(...root, name, 'history'));
    const learningRate = numbers.number(...root, name, 'lr');
    return { optimizer: lbfgs({ learningRate, history }), history };
  };
  const present = (name: string) => numbers.has(...root, name);
  return [
    ...['adam', 'adam_clamped']
      .filter(present)
      .map((name) => ({ name, optimizer: adamOf(name), history: 0, unitsPerOne: 1 })),
    ...['lbfgs_history100', 'lbfgs_history10']
      .filter(present)
      .map((name) => ({ name, ...lbfgsOf(name), unitsPerOne: 255 })),
  ];
}
