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

/** What the parts of a scale depend on. */
export interface ScalePartsOptions {
  readonly parts: readonly StyledPart[];
  /** How much of each pixel is painted, at the finished size. */
  readonly coverage: Coverage | null;
  readonly size: Size;
  /** Of all that is painted, at this scale. */
  readonly whole: RootsOf;
  /** How wide the edge of a region is that is left out at a layer, positions. */
  readonly edgeOf: (layer: LayerName) => number;
}

/** The parts of a picture at one scale. */
export function scaleParts(options: ScalePartsOptions): ScalePart[] {
  const { parts, coverage, size, whole, edgeOf } = options;
  return parts.map(({ styles, strength, coverage: own, region }) => {
    if (own === coverage) return { styles, rootsOf: whole, shareOf: () => strength };
    const inner = region && { region: resampleCoverage(region, size), edgeOf };
    const covered = own && resampleCoverage(own, size);
    // Of what is left out of the statistics too: a region is painted as strongly as it is large.
    const all = rootsByLayer(covered);
    const shareOf = (layer: LayerName) => {
      const positions = positionsAt(layer, size, whole);
      return positions === 0 ? 0 : (strength * positionsAt(layer, size, all)) / positions;
    };
    return { styles, rootsOf: rootsByLayer(covered, inner), shareOf };
  });
}

/** A region at the size of a scale. */
interface ScaleRegion {
  readonly region: Coverage;
  readonly edgeOf: (layer: LayerName) => number;
}

/** Layers of one block have the same coverage, which may be as large as the picture, where no edge is left out. */
export function rootsByLayer(coverage: Coverage | null, inner: ScaleRegion | null = null): RootsOf {
  const known = new Map<string, LayerRoots | null>();
  return (layer) => {
    const edge = inner?.edgeOf(layer) ?? 0;
    const key = `${poolingsBefore(layer)} ${edge}`;
    const roots = known.get(key) ?? layerRoots(coverage, layer, inner && { ...inner, edge });
    known.set(key, roots);
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
