import { haveOneShape, type Mask, maskAt, type Size } from '@pastiche/core';
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

/** Files as masks over a picture, from any size; what is of another shape, or no such file, is left out. */
export async function decodeMasks(
  { protect, regions }: EncodedMasks,
  size: Size,
): Promise<ReadonlyMap<MaskTarget, Mask>> {
  const files = protect === null ? regions : [{ style: PROTECT, mask: protect }, ...regions];
  const masks = new Map<MaskTarget, Mask>();
  for (const { style, mask } of files) {
    const decoded = await decodeGreyPng(mask);
    if (decoded === null || !haveOneShape(decoded, size)) continue;
    const isAsLarge = decoded.width === size.width && decoded.height === size.height;
    masks.set(style, isAsLarge ? decoded : maskAt(decoded, size));
  }
  return masks;
}
