import { haveOneShape, maskAt } from '@pastiche/core';
import { decodeGreyPng, encodeGreyPng } from '@pastiche/core/pictures';
import type { ContentMasks } from './content-masks.js';
import { type EncodedMasks, type MaskTarget, PROTECT } from './masks.js';
import { unlessPlain } from './region-strength.js';

/** The masks of some targets as files; those that mark nothing are left out. */
export async function encodeMasks(
  masks: ContentMasks,
  targets: readonly MaskTarget[],
): Promise<EncodedMasks> {
  const marked = targets.filter(masks.isMarked);
  // Their bytes are taken now: somebody may draw on while they are packed.
  const files = marked.map(async (target) => {
    const raster = masks.of(target);
    const strength = unlessPlain(masks.strengthOf(target));
    const mask = await encodeGreyPng({ ...raster, data: raster.data.slice() });
    return { style: target, mask, ...strength };
  });
  const all = await Promise.all(files);
  return {
    protect: all.find(({ style }) => style === PROTECT)?.mask ?? null,
    regions: all.filter(({ style }) => style !== PROTECT),
  };
}

/** Lays files over the masks of a picture, at any size; what is of another shape, or no such file, is left out. */
export async function putMasks(masks: ContentMasks, encoded: EncodedMasks): Promise<void> {
  const { protect, regions } = encoded;
  const files = protect === null ? regions : [{ style: PROTECT, mask: protect }, ...regions];
  for (const { style, strength = 1 } of regions) masks.setStrength(style, strength);
  for (const { style, mask } of files) {
    const decoded = await decodeGreyPng(mask);
    if (decoded === null || !haveOneShape(decoded, masks.size)) continue;
    const isAsLarge = decoded.width === masks.size.width && decoded.height === masks.size.height;
    masks.of(style).data.set((isAsLarge ? decoded : maskAt(decoded, masks.size)).data);
  }
}
