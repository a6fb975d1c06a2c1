import { maskFile, type Recipe } from '@pastiche/core/presets';
import type { PanelModel } from '../model.js';

/**
 * Draws what was drawn over a painting, by its recipe, over the same content. What the host offered to keep is not
 * among it: it offers that again.
 *
 * @returns the styles of regions that are not there, by their names; their regions are left out
 * @throws StyleTransferError `invalid-recipe` for masks that are none
 */
export async function drawAgain(
  { masks }: Pick<PanelModel, 'masks'>,
  recipe: Pick<Recipe, 'masks'>,
): Promise<readonly string[]> {
  const { protect = null, regions = [] } = recipe.masks ?? {};
  const missing: string[] = [];
  const found = regions.flatMap(({ style, mask, ...rest }) => {
    const chosen = masks.styles.peek().find(({ name }) => name === style);
    if (chosen === undefined) missing.push(style);
    return chosen === undefined ? [] : [{ ...rest, style: chosen.id, mask: maskFile(mask) }];
  });
  if (protect !== null || found.length > 0) {
    await masks.restore({ protect: protect === null ? null : maskFile(protect), regions: found });
  }
  return missing;
}
