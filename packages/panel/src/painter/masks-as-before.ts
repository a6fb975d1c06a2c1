import type { Recipe, RecipeMasks } from '@pastiche/core/presets';
import type { HostPicture } from '../host/host.js';
import { NO_MASKS } from '../model/run/run-masks.js';

/**
 * The masks of another painting. What its host offered to keep is taken from the content where that has it: there it
 * is sharp, and where it lies now. Without another painting the content's alone.
 */
export function masksAsBefore(
  { protect }: Pick<HostPicture, 'protect'>,
  before: Pick<Recipe, 'masks'> | null,
): RecipeMasks {
  const now = protect?.bytes ?? null;
  if (before === null) return { ...NO_MASKS, offered: now };
  const { offered, protect: drawn, regions } = before.masks ?? NO_MASKS;
  return { offered: offered && (now ?? offered), protect: drawn, regions };
}
