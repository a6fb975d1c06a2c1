import type { BackendName } from '../../packages/core/src/backend/select.js';

/** What is compared with the reference. */
export const QUANTITIES = [
  'feature maps',
  'Gram matrices',
  'losses (relative)',
  'losses (gatys)',
  'losses (udacity)',
  'total loss',
  'gradient (relative L2)',
  'gradient (1 − cosine)',
  'gradient of each term',
  'total variation',
  'Adam',
  'L-BFGS, start',
  'L-BFGS, first step',
  'L-BFGS, next four steps',
  'L-BFGS, later steps',
] as const;

export type Quantity = (typeof QUANTITIES)[number];

/**
 * The largest relative error allowed.
 *
 * L-BFGS amplifies rounding, so its curve is followed closely only where that means something: its
 * first step is too short for float32 to show, and runs of one and the same program in float32 and
 * in float64 part by 2 % within 20 iterations.
 */
export function tolerance(backend: BackendName, quantity: Quantity): number {
  const arithmetic = backend === 'webgl' ? 1e-3 : 1e-4;
  switch (quantity) {
    case 'Adam':
      return 1e-3;
    case 'L-BFGS, first step':
      return arithmetic / 10;
    case 'L-BFGS, next four steps':
      return 1e-2;
    case 'L-BFGS, later steps':
      return 1e-1;
    default:
      return arithmetic;
  }
}
