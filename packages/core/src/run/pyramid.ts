import { fitLongSide, type Size } from '../image/fit.js';
import { type Parameters, QUALITY_ITERATIONS } from '../parameters/schema.js';
import { deepestOf, type LayerName, poolingsBefore } from '../vgg19/network/layers.js';

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

/**
 * The scales that are larger than what was painted already. A scale that is larger by less than a tenth is left to
 * the next one, unless it is the last.
 *
 * @param scales at least one
 */
export function scalesAbove(painting: Size, scales: readonly Scale[]): readonly Scale[] {
  const larger = scales.slice(0, -1).filter((scale) => scale.width > 1.1 * painting.width);
  return [...larger, scales.at(-1) as Scale];
}

/** The part of the finest scale's iterations that the better network makes. */
const FINISHING_SHARE = 0.6;

/** How many of the finest scale's iterations the better of two networks makes, the last ones. */
export function finishingIterations(iterations: number): number {
  return Math.ceil(iterations * FINISHING_SHARE);
}

/** What decides how much there is to paint. */
export interface WorkOptions {
  readonly content: Size;
  readonly parameters: Parameters;
  /** The size of a painting that is gone on from; `null`: none is. */
  readonly smaller: Size | null;
  /** Whether a cheaper network paints the coarse scales and begins the finest. */
  readonly withCoarse: boolean;
}

/**
 * Pixels times iterations of a run, by the network that paints them: with what a network takes for a pixel of an
 * iteration, the time that the run takes.
 *
 * @example
 * // 100 iterations of 128 × 96 px
 * workOf({ content, parameters: { …, size: 128, iterations: 100 }, smaller: null, withCoarse: false });
 * // { coarse: 0, fine: 1_228_800 }
 */
export function workOf({ content, parameters, smaller, withCoarse }: WorkOptions) {
  const { contentLayers, styleLayers, iterations, quality, size } = parameters;
  const layers = Object.keys({ ...contentLayers, ...styleLayers }) as LayerName[];
  const all = pyramid({
    ...fitLongSide(content.width, content.height, size),
    iterations: iterations ?? QUALITY_ITERATIONS[quality],
    enabled: parameters.pyramid,
    shortestSide: 2 ** poolingsBefore(deepestOf(layers)),
  });
  const scales = smaller === null ? all : scalesAbove(smaller, all);
  const finest = scales.at(-1) as Scale;
  const total = scales.reduce((sum, scale) => sum + scale.iterations * areaOf(scale), 0);
  const fine = withCoarse ? finishingIterations(finest.iterations) * areaOf(finest) : total;
  return { coarse: total - fine, fine };
}

function areaOf({ width, height }: Size): number {
  return width * height;
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
