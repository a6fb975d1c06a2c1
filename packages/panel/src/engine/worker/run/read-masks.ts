import { type Mask, maskUnion, type Size, type StylizeRequest } from '@pastiche/core';
import { smallMasks } from '@pastiche/core/presets';
import type { RunRequest, RunResult } from '../../engine.js';
import { readMask } from '../pictures/read-mask.js';

/** The masks of a request, those of its regions in their order. */
export interface ReadMasks {
  readonly protect: readonly Mask[];
  readonly regions: readonly Mask[];
  /** Over the pictures of styles, by their ids. */
  readonly styleParts: ReadonlyMap<string, Mask>;
}

/** @throws StyleTransferError `invalid-image` for a file that is no picture */
export async function readMasks({
  protect = [],
  regions = [],
  styles,
}: Pick<RunRequest, 'protect' | 'regions' | 'styles'>): Promise<ReadMasks> {
  const styleParts = new Map<string, Mask>();
  for (const { picture, mask } of [...styles, ...regions.flatMap((region) => region.styles)]) {
    if (mask !== undefined) styleParts.set(picture, await readMask(mask));
  }
  return {
    protect: await Promise.all(protect.map(readMask)),
    regions: await Promise.all(regions.map(({ mask }) => readMask(mask))),
    styleParts,
  };
}

/** @throws StyleTransferError `invalid-image` for a mask of another shape, or that marks nothing */
export function protectionBy(
  { protect }: ReadMasks,
  content: Size,
): Pick<StylizeRequest, 'protect'> {
  return protect.length === 0 ? {} : { protect: maskUnion(protect, content) };
}

/** The masks as the run's result has them. */
export async function masksInResult(masks: ReadMasks): Promise<Pick<RunResult, 'masks'>> {
  const all = [...masks.protect, ...masks.regions, ...masks.styleParts.values()];
  if (all.length === 0) return {};
  const small = await smallMasks(all);
  const first = masks.protect.length;
  const last = first + masks.regions.length;
  const pictures = [...masks.styleParts.keys()];
  const styleParts = small.slice(last).map((mask, index) => ({ picture: pictures[index], mask }));
  return {
    masks: {
      protect: small.slice(0, first),
      regions: small.slice(first, last),
      ...(styleParts.length === 0 ? {} : { styleParts }),
    },
  };
}
