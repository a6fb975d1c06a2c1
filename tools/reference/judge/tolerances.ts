import type { BackendName } from '../../../packages/core/src/backend/select.js';

/** What is compared with the reference. */
export const QUANTITIES = [
  'float64 network',
  'feature maps',
  'feature maps (single values)',
  'Gram matrices',
  'Gram matrices (single values)',
  'losses (relative)',
  'losses (gatys)',
  'losses (udacity)',
  'total loss',
  'decisions',
  'gradient',
  'gradient (median)',
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

/** float32 in whichever order sums are taken; WebGL may keep less. */
const WHOLE = 1e-5;
/** The values of one map or one gradient scatter: a single one may be ten times further off than all together. */
const SINGLE = 1e-4;
const WEBGL = 1e-3;

/**
 * The largest relative error allowed. Whole maps and matrices are judged by their distance over their
 * length, a single value of them over the larger of its own size and the typical (root mean square).
 *
 * A max-pool or ReLU decision between values that are equal within rounding may go either way, and
 * moves the gradient by far more than rounding. Such decisions are found, counted and listed
 * (`exact/decisions.ts`), and may differ only where the values are as near as single values have to be.
 * With them a gradient is held to float64's of the same decisions, as strictly as without; to the
 * reference's own it then has to come close by median and angle.
 *
 * L-BFGS amplifies rounding, so its curve is followed closely only where that means something: its
 * first step is too short for float32 to show, and runs of one and the same program in float32 and
 * in float64 part by 2 % within 20 iterations.
 */
export function tolerance(backend: BackendName, quantity: Quantity): number {
  const [whole, single] = backend === 'webgl' ? [WEBGL, WEBGL] : [WHOLE, SINGLE];
  switch (quantity) {
    case 'float64 network':
      // Its first layer is float32's: the readers of weights fold the input's scale into them.
      return 5e-6;
    case 'feature maps (single values)':
    case 'Gram matrices (single values)':
    case 'decisions':
    case 'gradient':
    case 'gradient of each term':
    case 'gradient (1 − cosine)':
      return single;
    case 'gradient (median)':
      return backend === 'webgl' ? WEBGL / 10 : WHOLE;
    case 'Adam':
      return 1e-3;
    case 'L-BFGS, first step':
      return backend === 'webgl' ? WEBGL / 10 : WHOLE;
    case 'L-BFGS, next four steps':
      return 1e-2;
    case 'L-BFGS, later steps':
      return 1e-1;
    default:
      return whole;
  }
}
