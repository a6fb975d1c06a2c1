import { isGrey, sentence } from '@pastiche/core';
import { parseRecipe, type Recipe } from '@pastiche/core/presets';
import { CommandError, describeError } from '../base/command-error.js';
import { readPicture, readResultRecipe } from '../input/picture-file.js';

/**
 * How a picture was painted, and whether it is grey, as what is painted of grey pictures is.
 *
 * @throws CommandError for a picture that pastiche did not write.
 */
export async function describeResult(path: string): Promise<Record<string, unknown>> {
  const recipe = await readResultRecipe(path);
  if (recipe === null) {
    throw new CommandError('failed', sentence`${path} does not say how it was painted.`);
  }
  try {
    const grey = (await isGreyResult(path)) ? { grey: true } : {};
    const { masks, ...told } = parseRecipe(recipe);
    return { ...told, ...toldOfMasks(masks), ...grey };
  } catch (error) {
    throw new CommandError('failed', sentence`${path}: ${describeError(error, false)}`, error);
  }
}

/** A result whose end is missing can still say how it was painted, so that is no error here. */
async function isGreyResult(path: string): Promise<boolean> {
  return readPicture(path).then(
    ({ pixels }) => isGrey(pixels),
    () => false,
  );
}

/** What masks were there for; nobody reads the masks themselves. */
function toldOfMasks(masks: Recipe['masks']) {
  if (masks === undefined) return {};
  const { offered, protect, regions } = masks;
  const isProtected = offered !== null || protect !== null;
  return { masks: { protect: isProtected, regions: regions.map(({ style }) => style) } };
}
