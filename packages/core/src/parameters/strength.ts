import type { Parameters } from './schema.js';

/** The weights of the two losses in the total: alpha · content + beta · style. */
export interface LossWeights {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Turns the one dial into alpha and beta of Gatys et al. 2016, eq. 7: beta = 1 and alpha =
 * 10^(1 − 4 · strength), so that beta/alpha = 10^(4 · strength − 1). Strength 0 is 0.1 (mostly
 * content), 0.5 is 10, 1 is 1000 (mostly style). An alpha or beta that is given wins over the dial.
 *
 * @example
 * lossWeights({ strength: 0.5, alpha: null, beta: null }); // { alpha: 0.1, beta: 1 }
 */
export function lossWeights({
  strength,
  alpha,
  beta,
}: Pick<Parameters, 'strength' | 'alpha' | 'beta'>): LossWeights {
  return { alpha: alpha ?? 10 ** (1 - 4 * strength), beta: beta ?? 1 };
}
