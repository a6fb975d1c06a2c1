import { maskFile, type Recipe } from '@pastiche/core/presets';
import type { HostPicture } from '../host/host.js';
import type { StylePart } from '../model/masks/masks.js';
import { NO_MASKS, type RunMasks } from '../model/run/run-masks.js';

/** The masks of another painting, and which parts of its styles' pictures alone were the styles. */
export interface MasksBefore extends RunMasks {
  readonly styleParts: readonly StylePart[];
}

const NOTHING: MasksBefore = { ...NO_MASKS, styleParts: [] };

/**
 * The masks of another painting. What its host offered to keep is taken from the content where that has it: there it
 * is sharp, and where it lies now. Without another painting the content's alone. Regions are by the names of their styles.
 *
 * @throws StyleTransferError `invalid-recipe` for masks that are none
 */
export function masksAsBefore(
  { protect }: Pick<HostPicture, 'protect'>,
  before: Pick<Recipe, 'masks'> | null,
): MasksBefore {
  const now = protect?.bytes ?? null;
  if (before === null) return { ...NOTHING, offered: now };
  if (before.masks === undefined) return NOTHING;
  const { offered, protect: drawn, regions, styleParts = [] } = before.masks;
  return {
    offered: offered === null ? null : (now ?? maskFile(offered)),
    protect: drawn === null ? null : maskFile(drawn),
    regions: regions.map((region) => ({ ...region, mask: maskFile(region.mask) })),
    styleParts: styleParts.map(({ style, mask }) => ({ name: style, mask: maskFile(mask) })),
  };
}
