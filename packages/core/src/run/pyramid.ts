import { fitLongSide } from '../image/fit.js';

/** What a pyramid is made from. */
export interface PyramidOptions {
  /** Size of the finished picture, px. */
  readonly width: number;
  readonly height: number;
  /** Iterations over all scales together, a whole number ≥ 1. */
  readonly iterations: number;
  /** `false`: one scale, the full size. */
  readonly enabled: boolean;
  /** About the long side of the coarsest scale, px. */
  readonly coarsest?: number;
  /** Scales with a shorter short side are left out, px: 16 when conv5_1 is in use. */
  readonly shortestSide: number;
}

/** One scale: the size that is painted, and for how many iterations. */
export interface Scale {
  readonly width: number;
  readonly height: number;
  readonly iterations: number;
}

const DEFAULT_COARSEST = 128;

/**
 * The scales of a run, coarse to fine; the last has the full size. Long sides are the last one’s
 * over powers of √2 down to about `coarsest`, as in crowsonkb's style-transfer-pytorch
 * (`gen_scales`); painting coarse to fine is section 6 of Gatys et al. 2017, "Controlling
 * Perceptual Factors in Neural Style Transfer".
 *
 * Departure from both: each scale gets √2 times the iterations of the next finer one, because an
 * iteration there costs half as much and decides larger structure. Every scale gets at least one;
 * with fewer iterations than scales the coarsest scales fall away.
 *
 * @example
 * pyramid({ width: 512, height: 384, iterations: 250, enabled: true, shortestSide: 16 });
 * // long sides 128, 181, 256, 362, 512
 */
export function pyramid(options: PyramidOptions): readonly Scale[] {
  const sizes = sizesFineToCoarse(options);
  let left = options.iterations;
  const scales = sizes.map(({ width, height }, index) => {
    const iterations = shareOf(left, sizes.length - index);
    left -= iterations;
    return { width, height, iterations };
  });
  return scales.reverse();
}

function sizesFineToCoarse(options: PyramidOptions): { width: number; height: number }[] {
  const { width, height, iterations, enabled, shortestSide } = options;
  const coarsest = options.coarsest ?? DEFAULT_COARSEST;
  const fullSide = Math.max(width, height);
  const sizes = [{ width, height }];
  for (let step = 1; enabled && sizes.length < iterations; step++) {
    const longSide = Math.round(fullSide / Math.SQRT2 ** step);
    const size = fitLongSide(width, height, longSide);
    if (longSide < coarsest || Math.min(size.width, size.height) < shortestSide) break;
    sizes.push(size);
  }
  return sizes;
}

/**
 * The finest scale's iterations when `left` go to `scales` scales in the ratio 1 : √2 : 2 … It is
 * the smallest share, so at least one remains for each of the others.
 */
function shareOf(left: number, scales: number): number {
  const parts = (Math.SQRT2 ** scales - 1) / (Math.SQRT2 - 1);
  return scales === 1 ? left : Math.max(1, Math.round(left / parts));
}
