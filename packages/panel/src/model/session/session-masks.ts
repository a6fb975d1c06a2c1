import { list, nullable, record, text, whole } from '../../channel/readers.js';
import type { RunMasks } from '../run/run-masks.js';

/** Which of the file's pieces of bytes. */
export const piece = whole({ least: 0 });

/** Masks as a session's head has them. */
export const readMaskPieces = record({
  offered: nullable(piece),
  protect: nullable(piece),
  regions: list(record({ style: text(), mask: piece }), { maxLength: 64 }),
});

/** The masks of a recipe, which are texts. */
export const readRecipeMasks = record({
  offered: nullable(text()),
  protect: nullable(text()),
  regions: list(record({ style: text(), mask: text() }), { maxLength: 64 }),
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
    regions: regions.map(({ style, mask }) => ({ style, mask: put(mask) })),
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
    regions: regions.map(({ style, mask }) => ({ style: named(style), mask: pieces[mask] })),
  };
}

/** The numbers of all that there are. */
export function piecesOfMasks(masks: MaskPieces | undefined): readonly (number | null)[] {
  if (masks === undefined) return [];
  return [masks.offered, masks.protect, ...masks.regions.map(({ mask }) => mask)];
}
