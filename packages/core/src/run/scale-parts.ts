import { type Coverage, resampleCoverage } from '../image/coverage.js';
import type { Size } from '../image/fit.js';
import { type LayerRoots, layerRoots } from '../loss/layer-coverage.js';
import { type LayerName, poolingsBefore } from '../vgg19/network/layers.js';
import type { StyledPart } from './styled-parts.js';

/** How much each position of a layer counts; `null`: all alike. */
export type RootsOf = (layer: LayerName) => LayerRoots | null;

/** A part of the content with a style of its own, at the size of a scale. */
export interface ScalePart {
  readonly styles: StyledPart['styles'];
  readonly rootsOf: RootsOf;
  /** What its style loss at a layer is multiplied by: the share of the positions that it has, times its strength. */
  readonly shareOf: (layer: LayerName) => number;
}

/**
 * The parts of a picture at one scale.
 *
 * @param whole of all that is painted at that scale
 */
export function scaleParts(
  {
    parts,
    coverage,
  }: { readonly parts: readonly StyledPart[]; readonly coverage: Coverage | null },
  size: Size,
  whole: RootsOf,
): ScalePart[] {
  return parts.map(({ styles, strength, coverage: own }) => {
    if (own === coverage) return { styles, rootsOf: whole, shareOf: () => strength };
    const rootsOf = rootsByLayer(own && resampleCoverage(own, size));
    const shareOf = (layer: LayerName) => {
      const positions = positionsAt(layer, size, whole);
      return positions === 0 ? 0 : (strength * positionsAt(layer, size, rootsOf)) / positions;
    };
    return { styles, rootsOf, shareOf };
  });
}

/** Layers of one block have the same coverage, which may be as large as the picture. */
export function rootsByLayer(coverage: Coverage | null): RootsOf {
  const known = new Map<number, LayerRoots | null>();
  return (layer) => {
    const poolings = poolingsBefore(layer);
    const roots = known.get(poolings) ?? layerRoots(coverage, layer);
    known.set(poolings, roots);
    return roots;
  };
}

/** How many positions of a layer's map of a picture count. */
export function positionsAt(layer: LayerName, { width, height }: Size, rootsOf: RootsOf): number {
  const roots = rootsOf(layer);
  if (roots !== null) return roots.positions;
  const along = (length: number) => Math.floor(length / 2 ** poolingsBefore(layer));
  return along(width) * along(height);
}
