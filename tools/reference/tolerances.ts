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
  'gradient (median)',
  'gradient (share of flips)',
  'gradient of each term',
  'gradient of each term (share of flips)',
  'total variation',
  'Adam',
  'L-BFGS, start',
  'L-BFGS, first step',
  'L-BFGS, next four steps',
  'L-BFGS, later steps',
] as const;

export type Quantity = (typeof QUANTITIES)[number];

/**
 * A value of a gradient that is off by more than this, of the typical value, is judged as a flip: a
 * max-pool or ReLU decision between values that are equal within rounding went the other way. Flips are
 * counted and listed; what is left has to agree as all else, and the median far better.
 */
export function flipSize(backend: BackendName): number {
  return arithmeticOf(backend);
}

function arithmeticOf(backend: BackendName): number {
  return backend === 'webgl' ? 1e-3 : 1e-4;
}

/**
 * The largest relative error allowed.
 *
 * L-BFGS amplifies rounding, so its curve is followed closely only where that means something: its
 * first step is too short for float32 to show, and runs of one and the same program in float32 and
 * in float64 part by 2 % within 20 iterations.
 */
export function tolerance(backend: BackendName, quantity: Quantity): number {
  const arithmetic = arithmeticOf(backend);
  switch (quantity) {
    case 'gradient (median)':
      return arithmetic / 10;
    case 'gradient (share of flips)':
      // One decision in a deep layer reaches most of a small picture.
      return 0.2;
    case 'gradient of each term (share of flips)':
      // Of a few dozen samples.
      return 0.25;
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
