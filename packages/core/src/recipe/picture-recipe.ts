import { decodeText } from '../base/decode-text.js';
import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import { JPEG_METADATA } from './jpeg-metadata.js';
import type { MetadataPlace } from './picture-part.js';
import { PNG_METADATA } from './png-metadata.js';
import { encodeRecipe, parseRecipe } from './recipe.js';
import { WEBP_METADATA } from './webp-metadata.js';
import { recipeInXmp, recipeXmp } from './xmp-packet.js';

const PLACES: readonly MetadataPlace[] = [PNG_METADATA, JPEG_METADATA, WEBP_METADATA];

/**
 * Puts a recipe into the metadata (XMP) of a PNG, JPEG or WebP, without encoding the picture again;
 * metadata that are there give way, all else keeps its bytes.
 *
 * @param recipe what `encodeRecipe` wrote
 * @throws StyleTransferError `invalid-image` for another or a damaged file, `invalid-recipe`
 *
 * @example
 * const file = writePictureRecipe(png, encodeRecipe(recipe));
 */
export function writePictureRecipe(bytes: Uint8Array, recipe: string): Uint8Array {
  // Written anew: what encodeRecipe escapes would break the packet.
  const text = encodeRecipe(parseRecipe(recipe));
  const place = PLACES.find(({ isKind }) => isKind(bytes));
  const written = place?.write(bytes, new TextEncoder().encode(recipeXmp(text))) ?? null;
  if (written !== null) return written;
  const came = place ? sentence`this file is damaged` : sentence`another file came`;
  throw new StyleTransferError(
    'invalid-image',
    sentence`A recipe goes into a whole PNG, JPEG or WebP, but ${came}; save the picture once more.`,
  );
}

/**
 * The recipe in a picture, for `parseRecipe`; `null` for a picture of another program, any other
 * file, and a damaged one.
 */
export function readPictureRecipe(bytes: Uint8Array): string | null {
  const packet = PLACES.find(({ isKind }) => isKind(bytes))?.read(bytes) ?? null;
  return packet && recipeInXmp(decodeText(packet));
}
