import { decodeBase64, encodeBase64 } from '../base/base64.js';
import { StyleTransferError } from '../base/errors.js';
import { fitLongSide } from '../image/fit.js';
import type { Mask } from '../image/mask.js';
import { maskAt } from '../image/mask-at.js';
import { encodeGreyPng } from '../image-file/grey-png.js';
import { NO_MASKS } from './recipe-masks.js';

/** Long sides of a recipe's masks, px; the first at which all of them together are small enough is taken. */
const LONG_SIDES = [512, 384, 256, 128, 64, 32] as const;
/** Of all masks of a recipe, bytes: as Base64 they are 40 000 of a recipe's 60 000 characters. */
const MOST_BYTES = 30_000;

/**
 * Masks as files that are small enough for a recipe, as Base64: PNG, grey, at most 512 px a side, and less where they
 * are intricate. Of more masks than have room at any size the smallest come.
 */
export async function smallMasks(masks: readonly Mask[]): Promise<readonly string[]> {
  let files: readonly Uint8Array[] = [];
  for (const longSide of LONG_SIDES) {
    files = await Promise.all(masks.map((mask) => encodeGreyPng(reduced(mask, longSide))));
    if (files.reduce((sum, { length }) => sum + length, 0) <= MOST_BYTES) break;
  }
  return files.map(encodeBase64);
}

/**
 * The file of a mask in a recipe.
 *
 * @throws StyleTransferError `invalid-recipe` for text that is no Base64
 */
export function maskFile(text: string): Uint8Array {
  const file = decodeBase64(text);
  if (file !== null) return file;
  throw new StyleTransferError('invalid-recipe', NO_MASKS);
}

function reduced(mask: Mask, longSide: number): Mask {
  const { width, height } = mask;
  const isSmall = Math.max(width, height) <= longSide;
  return isSmall ? mask : maskAt(mask, fitLongSide(width, height, longSide));
}
