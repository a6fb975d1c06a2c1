import { maskFile, type Recipe } from '@pastiche/core/presets';
import type { RegionStyle } from '../masks/masks.js';
import type { PanelModel } from '../model.js';
import type { RunMasks } from '../run/run-masks.js';

/**
 * Draws what was drawn over a painting and over its styles, by its recipe, over the same content and styles. What the
 * host offered to keep is not among it: it offers that again.
 *
 * @returns the styles of regions that are not there, by their names; their regions are left out
 * @throws StyleTransferError `invalid-recipe` for masks that are none
 */
export async function drawAgain(
  { masks, restoreStyleParts }: Pick<PanelModel, 'masks' | 'restoreStyleParts'>,
  recipe: Pick<Recipe, 'masks'>,
): Promise<readonly string[]> {
  const { drawn, missing } = drawnIn(recipe, masks.styles.peek());
  const { protect, regions } = drawn;
  const { styleParts = [] } = recipe.masks ?? {};
  restoreStyleParts(styleParts.map(({ style, mask }) => ({ name: style, mask: maskFile(mask) })));
  if (protect !== null || regions.length > 0) await masks.restore({ protect, regions });
  return missing;
}

/**
 * The masks of a recipe, for the styles that have the names in it.
 *
 * @throws StyleTransferError `invalid-recipe` for masks that are none
 */
export function drawnIn(
  recipe: Pick<Recipe, 'masks'>,
  styles: readonly RegionStyle[],
): { readonly drawn: RunMasks; readonly missing: readonly string[] } {
  const { offered = null, protect = null, regions = [] } = recipe.masks ?? {};
  const missing: string[] = [];
  const found = regions.flatMap(({ style, mask, ...rest }) => {
    const chosen = styles.find(({ name, inRecipe }) => [inRecipe, name].includes(style));
    if (chosen === undefined) missing.push(style);
    return chosen === undefined ? [] : [{ ...rest, style: chosen.id, mask: maskFile(mask) }];
  });
  const drawn = { offered: fileIn(offered), protect: fileIn(protect), regions: found };
  return { drawn, missing };
}

function fileIn(text: string | null): Uint8Array | null {
  return text === null ? null : maskFile(text);
}
