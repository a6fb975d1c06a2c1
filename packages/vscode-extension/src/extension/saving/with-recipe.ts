import { encodeRecipe, parseRecipe, writePictureRecipe } from '@pastiche/panel/core';
import type { OutputSettings } from './output-settings.js';

/**
 * The file of a painting with what made it in its metadata, if the settings say so. A painting is saved
 * even where that cannot be written, just as it came.
 *
 * @param source of the picture that was painted; see `sourcePath`
 */
export function withRecipe(
  { bytes, recipe }: { readonly bytes: Uint8Array; readonly recipe: string },
  source: string | null,
  { recipe: isWanted }: Pick<OutputSettings, 'recipe'>,
): Uint8Array {
  if (!isWanted) return bytes;
  try {
    return writePictureRecipe(bytes, encodeRecipe({ ...parseRecipe(recipe), source }));
  } catch {
    return bytes;
  }
}
