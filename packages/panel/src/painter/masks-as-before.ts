import { maskFile, type Recipe } from '@pastiche/core/presets';
import type { HostPicture } from '../host/host.js';
import { NO_MASKS, type RunMasks } from '../model/run/run-masks.js';

/**
 * The masks of another painting. What its host offered to keep is taken from the content where that has it: there it
 * is sharp, and where it lies now. Without another painting the content's alone. Regions are by the names of their styles.
 *
 * @throws StyleTransferError `invalid-recipe` for masks that are none
 */
export function masksAsBefore(
  { protect }: Pick<HostPicture, 'protect'>,
  before: Pick<Recipe, 'masks'> | null,
): RunMasks {
  const now = protect?.bytes ?? null;
  if (before === null) return { ...NO_MASKS, offered: now };
  if (before.masks === undefined) return NO_MASKS;
  const { offered, protect: drawn, regions } = before.masks;
  return {
    offered: offered === null ? null : (now ?? maskFile(offered)),
    protect: drawn === null ? null : maskFile(drawn),
    regions: regions.map((region) => ({ ...region, mask: maskFile(region.mask) })),
  };
}
