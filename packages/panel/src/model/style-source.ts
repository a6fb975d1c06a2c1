import type { GivenParameters } from '@pastiche/core';
import type { ShelfItem } from './model.js';

/** Where a style comes from: what the shelf shows, the look it brings, and its pictures. */
export interface StyleSource {
  readonly item: ShelfItem;
  /** Parameters of a preset; `null`: a picture, which leaves them as they are. */
  readonly look: GivenParameters | null;
  /** At least one. */
  readonly pictures: readonly StylePicture[];
}

export interface StylePicture {
  readonly name: string;
  read(): Promise<Uint8Array>;
  /** Share in the style, ≥ 0. */
  readonly weight: number;
}

/** A style with its share in a blend, 0..1 before normalisation. */
export interface WeightedSource {
  readonly source: StyleSource;
  readonly weight: number;
}
