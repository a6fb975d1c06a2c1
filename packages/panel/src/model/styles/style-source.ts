import type { GivenParameters } from '@pastiche/core';
import type { Preset, PresetStatistics } from '@pastiche/core/presets';
import type { StylePart } from '../masks/masks.js';
import type { ShelfItem } from '../model.js';

/** Where a style comes from: what the shelf shows, the look it brings, and its pictures. */
export interface StyleSource {
  readonly item: ShelfItem;
  /** Parameters of a preset; `null`: a picture, which leaves them as they are. */
  readonly look: GivenParameters | null;
  /** At least one. */
  readonly pictures: readonly StylePicture[];
  /** The preset that it is, where it is one of the person's. */
  readonly preset?: Preset;
}

/** A picture of a style, or what stands for it. */
export type StylePicture = {
  readonly name: string;
  /** Share in the style, ≥ 0. */
  readonly weight: number;
} & (
  | { read(): Promise<Uint8Array>; readonly statistics?: never }
  | { readonly statistics: readonly PresetStatistics[]; readonly read?: never }
);

/** A style with its share in a blend, 0..1 before normalization. */
export interface WeightedSource {
  readonly source: StyleSource;
  readonly weight: number;
  /** The parts of its pictures that alone are the style; left out: all of them. */
  readonly parts?: readonly StylePart[] | undefined;
}

/** What is painted with: the styles whose share is above 0. */
export function takingPart(blend: readonly WeightedSource[]): readonly WeightedSource[] {
  return blend.filter(({ weight }) => weight > 0);
}
