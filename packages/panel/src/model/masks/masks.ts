import type { Mask, Size } from '@pastiche/core';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Area } from './area.js';
import type { Effect, Raster } from './raster.js';
import type { ShapeKind } from './shapes.js';

/** Whether parts of the picture may have styles of their own. */
export const REGIONS = true;

/** What stays as it is. */
export const PROTECT = 'protect';

/** What a mask is for: `PROTECT`, or the id of a style. */
export type MaskTarget = string;

/** A style that parts of the picture may have for themselves. */
export interface RegionStyle {
  /** Of a style in the blend, or of one within its only preset. */
  readonly id: string;
  readonly kind: 'built-in' | 'preset' | 'picture';
  readonly name: string;
  /** What recipes call it: as its picture where it has one, so that it has this name in whatever preset it is kept. */
  readonly inRecipe: string;
}

/** The part of a style's picture that alone is the style. */
export interface StylePart {
  /** Of the picture within its style. */
  readonly name: string;
  /** As those of `EncodedMasks`, over all of that picture. */
  readonly mask: Uint8Array;
}

/** A place on the picture: shares of its width and height, 0..1; beyond that it lies beside it. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** How a stroke looks. */
export interface StrokeLook {
  readonly effect: Effect;
  /** Diameter of the brush as a share of the picture's long side. */
  readonly size: number;
  /** Share of the radius over which the edge fades, 0 hard .. 1 soft. */
  readonly softness: number;
}

/** A shape over the picture, in shares of its width and height. */
export interface PlacedShape extends Spot, Size {
  readonly kind: ShapeKind;
}

/** The masks of a picture as files: PNG, grey, 8 bits, white marks; each lies over all of the picture. */
export interface EncodedMasks {
  readonly protect: Uint8Array | null;
  readonly regions: readonly EncodedRegion[];
}

/** What is drawn for a style. */
export interface EncodedRegion {
  readonly style: string;
  readonly mask: Uint8Array;
  /** Multiplies beta within it; left out: 1, as the rest. */
  readonly strength?: number | undefined;
}

/** The masks over the chosen picture, and what draws on them. Without a picture nothing happens. */
export interface PanelMasks {
  /** Whether the tools that draw are there. */
  readonly open: Signal<boolean>;
  /** Of each mask, px; `null`: there is no picture to draw over. */
  readonly size: ReadonlySignal<Size | null>;
  /** What parts of the picture may be painted in: of a preset alone, the styles within it. */
  readonly styles: ReadonlySignal<readonly RegionStyle[]>;
  /** What there can be masks for: protection, then `styles` where there are several. */
  readonly targets: ReadonlySignal<readonly MaskTarget[]>;
  /** What is drawn now. */
  readonly target: ReadonlySignal<MaskTarget>;
  /** How strongly what is drawn now is painted, 0.1..10; 1 as the rest. Of protection of no effect. */
  readonly strength: ReadonlySignal<number>;
  /** Those of `targets` whose masks mark anything. */
  readonly marked: ReadonlySignal<readonly MaskTarget[]>;
  readonly undoable: ReadonlySignal<boolean>;
  readonly redoable: ReadonlySignal<boolean>;
  /** Another number after each finished change, and for another picture: who keeps the masks takes them anew. */
  readonly revision: ReadonlySignal<number>;
  aim(target: MaskTarget): void;
  /** Not a step that can be undone. */
  setStrength(strength: number): void;
  /** The mask that is drawn now, for whoever shows it. */
  raster(): Raster | null;
  /** Tells of each change of `raster()` at once. @returns ends it */
  listen(onChange: (area: Area) => void): () => void;
  /** @param pressure of a pen, 0..1, multiplies the size; 1 for all else */
  beginStroke(look: StrokeLook, at: Spot, pressure: number): void;
  continueStroke(to: Spot, pressure: number): void;
  endStroke(): void;
  /** As if it had never begun. */
  cancelStroke(): void;
  drawShape(shape: PlacedShape, effect: Effect): void;
  /** Puts another mask in the place of the one that is drawn now; one of another size is left out. */
  lay(mask: Mask): void;
  /** Marks all of the picture. */
  fill(): void;
  invert(): void;
  clear(): void;
  undo(): void;
  redo(): void;
  /** Of `targets` alone; masks that mark nothing are left out. */
  encoded(): Promise<EncodedMasks>;
  /** Takes over what `encoded` gave for this picture, at any size; what is of another shape, or no such file, is left out. */
  restore(masks: EncodedMasks): Promise<void>;
  /** The same in the place of all that is drawn for `targets`; what each of them was can be undone. */
  replace(masks: EncodedMasks): Promise<void>;
}
