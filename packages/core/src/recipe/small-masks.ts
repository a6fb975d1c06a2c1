import { fitLongSide } from '../image/fit.js';
import type { Mask } from '../image/mask.js';
import { maskAt } from '../image/mask-at.js';
import { encodeGreyPng } from '../image-file/grey-png.js';

/** Long sides of a recipe's masks, px; the first at which all of them together are small enough is taken. */
const LONG_SIDES = [512, 384, 256, 128, 64, 32] as const;
/** Of all masks of a recipe, bytes: as Base64 they are 40 000 of a recipe's 60 000 characters. */
const MOST_BYTES = 30_000;

/**
 * Masks as files that are small enough for a recipe, PNG, grey: at most 512 px a side, and less where they are
 * intricate. Of more masks than have room at any size the smallest come.
 */
export async function smallMasks(masks: readonly Mask[]): Promise<readonly Uint8Array[]> {
  let files: readonly Uint8Array[] = [];
  for (const longSide of LONG_SIDES) {
    files = await Promise.all(masks.map((mask) => encodeGreyPng(reduced(mask, longSide))));
    if (files.reduce((sum, { length }) => sum + length, 0) <= MOST_BYTES) break;
  }
  return files;
}

function reduced(mask: Mask, longSide: number): Mask {
  const { width, height } = mask;
  const isSmall = Math.max(width, height) <= longSide;
  return isSmall ? mask : maskAt(mask, fitLongSide(width, height, longSide));
}
