import type { RecipeMasks } from '@pastiche/core/presets';
import type { Reader } from '../../channel/index.js';
import { list, nullable, number, record, text, whole } from '../../channel/readers.js';
import { optional } from '../../engine/painting-readers.js';
import { unlessPlain } from '../masks/region-strength.js';
import type { RunMasks } from '../run/run-masks.js';

/** Which of the file's pieces of bytes. */
export const piece = whole({ least: 0 });

/** Left out where it is 1. */
const strength = optional(number({ least: 0.01, most: 100 }));

/** Masks as a session's head has them. */
export const readMaskPieces = record({
  offered: nullable(piece),
  protect: nullable(piece),
  regions: list(record({ style: text(), mask: piece, strength }), { maxLength: 64 }),
});

/** The masks of a recipe, which are texts. */
export const readRecipeMasks: Reader<RecipeMasks> = record({
  offered: nullable(text()),
  protect: nullable(text()),
  regions: list(record({ style: text(), mask: text(), strength }), { maxLength: 64 }),
  styleParts: optional(list(record({ style: text(), mask: text() }), { maxLength: 64 })),
});

export type MaskPieces = ReturnType<typeof readMaskPieces>;

/** @param put keeps bytes as a piece and gives its number */
export function masksToPieces(
  { offered, protect, regions }: RunMasks,
  put: (bytes: Uint8Array) => number,
): MaskPieces {
  return {
    offered: offered && put(offered),
    protect: protect && put(protect),
    regions: regions.map((region) => ({
      style: region.style,
      mask: put(region.mask),
      strength: region.strength,
    })),
  };
}

/** @param named the style by what stands for it */
export function masksFromPieces(
  { offered, protect, regions }: MaskPieces,
  pieces: readonly Uint8Array[],
  named: (style: string) => string = (style) => style,
): RunMasks {
  const at = (index: number | null) => (index === null ? null : pieces[index]);
  return {
    offered: at(offered),
    protect: at(protect),
    regions: regions.map(({ style, mask, ...region }) => ({
      style: named(style),
      mask: pieces[mask],
      ...unlessPlain(region.strength),
    })),
  };
}

/** The numbers of all that there are. */
export function piecesOfMasks(masks: MaskPieces | undefined): readonly (number | null)[] {
  if (masks === undefined) return [];
  return [masks.offered, masks.protect, ...masks.regions.map(({ mask }) => mask)];
}
